#include "workers/limiter/routes.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow::limiter {
namespace {

TEST(Routes, AreForServicesAlone) {
  World world;
  const std::string path = "/internal/limiter/lease?id=k&perMinute=1&want=1&surplus=0";
  EXPECT_EQ(world.get(path).status, 401);
  EXPECT_EQ(world.get(path, {{"x-internal-key", "guess"}}).status, 401);
  EXPECT_EQ(world.get("/api/v1/limiter/lease").status, 404);
}

TEST(Routes, AreReadyWithoutADatabase) {
  World world;
  EXPECT_EQ(world.get("/api/v1/limiter/ready").status, 200);
}

}  // namespace
}  // namespace crow::limiter
