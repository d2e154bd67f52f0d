#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(DeleteOrganization, IsDecidedByAccess) {
  Writing world;
  world.answer = {403, {}, R"({"error":{"code":"FORBIDDEN","message":"No.","details":null}})"};
  EXPECT_EQ(refusal_of(world.ask(world.carla, "DELETE", world.of(""))), "403 FORBIDDEN");
  world.answer = {204, {}, {}};
  EXPECT_EQ(world.ask(world.ada, "DELETE", world.of("")).status, 204);
}

}  // namespace
}  // namespace crow::organizations
