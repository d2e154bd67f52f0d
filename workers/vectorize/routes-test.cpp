#include "workers/vectorize/routes.h"

#include "shared/contracts/vectorize.h"
#include "workers/vectorize/testing.h"

namespace crow::vectorize {
namespace {

TEST(Routes, AreForTheEntryAlone) {
  VectorizeWorld world;
  for (const Endpoint& endpoint : kEndpoints) {
    const std::string path(endpoint.operation->path);
    EXPECT_EQ(world.post(path, "{}").status, 401) << path;
    EXPECT_EQ(world.post(path, "{}", {{"x-internal-key", "other"}}).status, 401) << path;
    EXPECT_EQ(world.post(concat("/api/v1", path), "{}").status, 404) << path;
  }
}

TEST(Routes, AnswerHealth) {
  VectorizeWorld world;
  EXPECT_EQ(world.get("/api/v1/vectorize/health").status, 200);
  EXPECT_EQ(world.get("/api/v1/vectorize/ready").status, 200);
}

}  // namespace
}  // namespace crow::vectorize
