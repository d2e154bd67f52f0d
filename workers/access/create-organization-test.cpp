#include "workers/access/testing.h"

namespace crow::auth {
namespace {

struct Counted : AccessWorld {
  Counted() {
    for (const char* table : {"organization", "member"}) database().allow_scan(table);
  }
  std::int64_t rows() {
    return number("SELECT (SELECT count(*) FROM organization) + (SELECT count(*) FROM member)");
  }
  std::optional<std::string> active(const Visitor& visitor) {
    const std::string id = active_organization(visitor);
    return id.empty() ? std::nullopt : std::optional(id);
  }
};

TEST(CreateOrganization, MakesTheCallerItsOwnerAndActivatesIt) {
  Counted world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply = world.ask_as(ada, "/organization/create",
                                  R"({"name":"Northwind","slug":"nw","metadata":{"plan":"pro"}})");
  EXPECT_EQ(reply.status, 200);
  const auto made = read_body<CreateOrganization::Output>(reply);
  EXPECT_EQ(made.metadata->text, R"({"plan":"pro"})");
  ASSERT_EQ(made.members.size(), 1u);
  EXPECT_EQ(made.members[0].role, Role::owner);
  EXPECT_EQ(made.members[0].userId, ada.user_id);
  EXPECT_EQ(made.members[0].organizationId, made.id);
  EXPECT_EQ(world.active(ada), made.id);
  EXPECT_EQ(world.number("SELECT count(*) FROM organization WHERE tier = 'Starter'"), 1);
}

TEST(CreateOrganization, LeavesTheActiveOneWhenAskedTo) {
  Counted world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reply =
      world.ask_as(ada, "/organization/create",
                   R"({"name":"Northwind","slug":"nw","keepCurrentActiveOrganization":true})");
  EXPECT_EQ(reply.body.find("metadata"), std::string::npos) << "left out when not sent";
  EXPECT_EQ(world.active(ada), std::nullopt);
}

TEST(CreateOrganization, ASlugIsTakenOnceAlsoByTwoAtOnce) {
  Counted world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const World::Message message{"POST",
                               "/api/v1/auth/organization/create",
                               {{"content-type", "application/json"},
                                {"cookie", ada.cookie},
                                {"origin", std::string(kTestOrigin)}},
                               R"({"name":"Northwind","slug":"nw"})"};
  const auto first = world.start(message);
  const auto second = world.start(message);
  world.run();
  EXPECT_EQ(world.reply_to(first)->status, 200);
  EXPECT_EQ(code_of(*world.reply_to(second)), "400 ORGANIZATION_ALREADY_EXISTS");
  EXPECT_EQ(world.rows(), 2);
  EXPECT_EQ(world.ask_as(ada, "/organization/create", R"({"name":"N","slug":"NW"})").status, 200)
      << "another case is another slug";
}

TEST(CreateOrganization, IsAllOrNothing) {
  Counted world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto request = world.start({"POST",
                                    "/api/v1/auth/organization/create",
                                    {{"content-type", "application/json"},
                                     {"cookie", ada.cookie},
                                     {"origin", std::string(kTestOrigin)}},
                                    R"({"name":"Northwind","slug":"nw"})"});
  world.run(2);  // The body, the session.
  world.fail_next("d1.batch", "away");
  world.run();
  EXPECT_EQ(code_of(*world.reply_to(request)), "503 UNAVAILABLE");
  EXPECT_EQ(world.rows(), 0);
  EXPECT_EQ(world.active(ada), std::nullopt);
}

TEST(CreateOrganization, OfNobodyIs401WithoutABody) {
  Counted world;
  const auto reply = world.ask("/organization/create", R"({"name":"N","slug":"n"})");
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(reply.header("content-type"), "application/json");
}

}  // namespace
}  // namespace crow::auth
