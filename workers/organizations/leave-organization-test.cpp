#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(LeaveOrganization, IsForEveryMemberWithOrWithoutABody) {
  Writing world;
  for (const char* body : {"", "{}"})
    EXPECT_EQ(world.ask(world.dan, "POST", world.of("/leave"), body).status, 204) << body;
  EXPECT_EQ(world.asked.size(), 2u);
}

}  // namespace
}  // namespace crow::organizations
