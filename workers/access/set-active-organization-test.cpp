#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Choosing : AccessWorld {
  std::string northwind = add_organization("Northwind");
  std::string contoso = add_organization("Contoso");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);

  Reply choose(std::string json) {
    return ask_as(ada, "/organization/set-active", std::move(json));
  }
  std::optional<std::string> active() {
    const std::string id = active_organization(ada);
    return id.empty() ? std::nullopt : std::optional(id);
  }
};

TEST(SetActiveOrganization, ChoosesByIdOrSlugAndSetsTheCookieAgain) {
  Choosing world;
  world.add_member(world.contoso, world.ada.user_id, Role::member);
  const auto by_slug = world.choose(R"({"organizationSlug":"contoso"})");
  EXPECT_EQ(read_body<SetActiveOrganization::Output>(by_slug)->id, world.contoso);
  EXPECT_EQ(by_slug.all("set-cookie"),
            std::vector{world.ada.cookie + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax"});
  EXPECT_EQ(world.active(), world.contoso);
  const auto by_id = world.choose(
      concat(R"({"organizationSlug":"contoso","organizationId":")", world.northwind, "\"}"));
  EXPECT_EQ(read_body<SetActiveOrganization::Output>(by_id)->id, world.northwind)
      << "the id counts more";
}

TEST(SetActiveOrganization, NullIsNoneAndNothingLeavesIt) {
  Choosing world;
  EXPECT_EQ(read_body<SetActiveOrganization::Output>(world.choose("{}"))->id, world.northwind);
  const auto none = world.choose(R"({"organizationId":null})");
  EXPECT_EQ(none.body, "null");
  EXPECT_EQ(none.all("set-cookie").size(), 1u);
  EXPECT_EQ(world.active(), std::nullopt);
  for (const char* json : {"{}", R"({"organizationId":null})", R"({"organizationId":""})"}) {
    const auto again = world.choose(json);
    EXPECT_EQ(again.body, "null") << json;
    EXPECT_EQ(again.header("set-cookie"), "") << json;
  }
}

TEST(SetActiveOrganization, AStrangersIsAsUnknownAsNobodysAndClearsTheActiveOne) {
  Choosing world;
  const auto stranger = world.choose(concat(R"({"organizationId":")", world.contoso, "\"}"));
  EXPECT_EQ(code_of(stranger), "403 USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION");
  EXPECT_EQ(world.active(), std::nullopt);
  EXPECT_EQ(world.choose(R"({"organizationId":"nope"})").body, stranger.body);
  EXPECT_EQ(world.choose(R"({"organizationSlug":"contoso"})").body, stranger.body);
  EXPECT_EQ(code_of(world.choose(R"({"organizationSlug":"nope"})")), "400 ORGANIZATION_NOT_FOUND");
}

TEST(SetActiveOrganization, RefusesWrongTypesBeforeTheSession) {
  Choosing world;
  EXPECT_EQ(message_of(world.ask("/organization/set-active", R"({"organizationId":5})")),
            "[body.organizationId] Invalid input: expected string, received number");
  EXPECT_EQ(message_of(world.ask("/organization/set-active", R"({"organizationSlug":null})")),
            "[body.organizationSlug] Invalid input: expected string, received null");
  EXPECT_EQ(code_of(world.ask("/organization/set-active", "{}")), "401 UNAUTHORIZED");
}

TEST(SetActiveOrganization, OfABriefSessionKeepsItBrief) {
  Choosing world;
  const std::string brief = "; better-auth.dont_remember=" + percent_encode(*sign_value("true"));
  const auto lines =
      world
          .ask("/organization/set-active", concat(R"({"organizationId":")", world.northwind, "\"}"),
               {{"cookie", world.ada.cookie + brief}, {"origin", std::string(kTestOrigin)}})
          .all("set-cookie");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], world.ada.cookie + "; Path=/; HttpOnly; SameSite=Lax");
}

TEST(SetActiveOrganization, IsSeenAtOnceByWhoeverReadsTheSession) {
  Choosing world;
  world.choose(R"({"organizationId":null})");
  EXPECT_EQ(world.forgotten, std::vector{std::string(session_object(world.ada.user_id))});
}

}  // namespace
}  // namespace crow::auth
