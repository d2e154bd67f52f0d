#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(UpdateMember, AnswersTheMembershipAsItStandsThen) {
  Writing world;
  const std::string one = world.of(concat("/members/", world.member));
  const auto reply = world.ask(world.ada, "PATCH", one, R"({"role":"admin"})");
  EXPECT_EQ(reply.body, world.get_as(world.ada, one).body);
}

}  // namespace
}  // namespace crow::organizations
