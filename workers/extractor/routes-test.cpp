#include "workers/extractor/testing.h"

namespace crow::extractor {
namespace {

TEST(Routes, HoldNothingForClients) {
  Extractor world;
  EXPECT_EQ(world.get("/api/v1/extractor/health").status, 200);
  EXPECT_EQ(world.get("/api/v1/extractor/ready").status, 200);
  EXPECT_EQ(world.get("/api/v1/extract").status, 404);
  EXPECT_EQ(world.get("/api/v1/internal/extract").status, 404);
}

}  // namespace
}  // namespace crow::extractor
