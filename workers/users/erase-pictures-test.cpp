#include "workers/users/testing.h"

namespace crow::users {
namespace {

TEST(ErasePictures, DeletesThoseOfOneUser) {
  Portraits world;
  const std::string dans = world.url(world.upload(world.dan, Portraits::large(8, 8)));
  const std::string adas = world.url(world.upload(world.ada, Portraits::large(8, 8)));
  const auto reply = world.post("/internal/users/erase-pictures",
                                concat(R"({"userId":")", world.dan.user_id, R"("})"),
                                {{"x-internal-key", "test-internal-key"}});
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(world.fetch(dans).status, 404);
  EXPECT_EQ(world.fetch(adas).status, 200);
  EXPECT_EQ(refusal_of(world.post("/internal/users/erase-pictures", "{}")), "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::users
