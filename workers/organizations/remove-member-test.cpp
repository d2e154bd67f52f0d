#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(RemoveMember, NamesTheMembershipAndNotTheUser) {
  Writing world;
  EXPECT_EQ(refusal_of(world.ask(world.ada, "DELETE", world.of(concat("/members/", world.guest)))),
            "404 NOT_FOUND");
  EXPECT_EQ(world.ask(world.ada, "DELETE", world.of(concat("/members/", world.member))).status,
            204);
}

}  // namespace
}  // namespace crow::organizations
