#include "workers/organizations/testing.h"

namespace crow::organizations {
namespace {

TEST(UpdateOrganization, AnswersWhatStandsThereThen) {
  Writing world;
  const auto reply = world.ask(world.ada, "PATCH", world.of(""), R"({"name":"Northwind"})");
  EXPECT_EQ(reply.body, world.get_as(world.ada, world.of("")).body);
}

TEST(UpdateOrganization, NeedsSomethingToChange) {
  Writing world;
  const auto reply = world.ask(world.ada, "PATCH", world.of(""), "{}");
  EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
  EXPECT_NE(reply.body.find("name, slug or logo"), reply.body.npos);
}

}  // namespace
}  // namespace crow::organizations
