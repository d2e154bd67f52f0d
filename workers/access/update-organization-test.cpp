#include "workers/access/testing.h"

namespace crow::auth {
namespace {

TEST(UpdateOrganization, ChangesWhatIsGiven) {
  Team world;
  const auto update = [&](std::string_view data) {
    return read_body<UpdateOrganization::Output>(
        world.organize(world.bob, "update", concat(R"({"data":)", data, "}")));
  };
  EXPECT_EQ(update(R"({"name":"N","slug":"n","logo":"l","metadata":{"a":1}})").slug, "n");
  const auto after = update(R"({"logo":null})");
  EXPECT_EQ(after.name, "N");
  EXPECT_EQ(after.logo, std::nullopt);
  EXPECT_EQ(after.metadata->text, R"({"a":1})");
}

TEST(UpdateOrganization, OfTwoAtOnceEachKeepsWhatTheOtherChanged) {
  Team world;
  const auto start = [&](const Visitor& visitor, std::string_view data) {
    return world.start({"POST",
                        "/api/v1/auth/organization/update",
                        {{"content-type", "application/json"},
                         {"cookie", visitor.cookie},
                         {"origin", std::string(kTestOrigin)}},
                        concat(R"({"data":)", data, "}")});
  };
  start(world.ada, R"({"name":"N"})");
  start(world.bob, R"({"logo":"l"})");
  start(world.ada, R"({"metadata":{"a":1}})");
  const auto last = start(world.bob, R"({"slug":"n"})");
  world.run();
  const auto after = read_body<UpdateOrganization::Output>(*world.reply_to(last));
  EXPECT_EQ(after.name, "N");
  ASSERT_TRUE(after.metadata);
  EXPECT_EQ(after.slug, "n");
  EXPECT_EQ(after.logo, "l");
  EXPECT_EQ(after.metadata->text, R"({"a":1})");
}

TEST(UpdateOrganization, IsForOwnersAndAdmins) {
  Team world;
  const std::string json =
      concat(R"({"organizationId":")", world.northwind, R"(","data":{"name":"X"}})");
  EXPECT_EQ(code_of(world.organize(world.carla, "update", json)),
            "403 YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_ORGANIZATION");
  EXPECT_EQ(code_of(world.organize(world.eve, "update", json)),
            "400 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION");
  EXPECT_EQ(message_of(world.ask("/organization/update", json)), "User not found");
}

TEST(UpdateOrganization, ASlugIsOneOrganizations) {
  Team world;
  world.organize(world.eve, "create", R"({"name":"E","slug":"eves"})");
  EXPECT_EQ(code_of(world.organize(world.ada, "update", R"({"data":{"slug":"eves"}})")),
            "400 ORGANIZATION_SLUG_ALREADY_TAKEN");
}

}  // namespace
}  // namespace crow::auth
