#include "workers/auth/session.h"

#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

GetSession::Output session_of(const World::Reply& reply) {
  return read_body<GetSession::Output>(reply);
}

TEST(Session, LivesOnFromItsSixthDay) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  const std::int64_t begun = world.now_ms;
  world.now_ms = begun + 23 * kHour;
  const auto early = world.read_as(ada, "/get-session");
  EXPECT_EQ(session_of(early)->session.expiresAt.ms, begun + 7 * kDay);
  EXPECT_EQ(early.header("set-cookie"), "");

  world.now_ms = begun + 25 * kHour;
  const auto later = world.read_as(ada, "/get-session");
  EXPECT_EQ(session_of(later)->session.expiresAt.ms, world.now_ms + 7 * kDay);
  EXPECT_EQ(session_of(later)->session.updatedAt.ms, world.now_ms);
  EXPECT_EQ(later.all("set-cookie"),
            std::vector{ada.cookie + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax"});
}

TEST(Session, IsExtendedByEveryRouteThatReadsItUnlessAskedNotTo) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.now_ms += 2 * kDay;
  EXPECT_EQ(world.read_as(ada, "/list-accounts?disableRefresh=true").header("set-cookie"), "");
  EXPECT_EQ(world.read_as(ada, "/get-session?disableRefresh=false").header("set-cookie"), "")
      << "any value does";
  EXPECT_NE(world.read_as(ada, "/list-accounts").header("set-cookie"), "");
}

TEST(Session, ThatIsBriefIsNeverExtended) {
  AuthWorld world;
  const Visitor ada = world.open_session(world.add_user("Ada Lovelace"), false, kDay);
  const Visitor dan = world.sign_in("Dan Wu");
  world.now_ms += 12 * kHour;
  EXPECT_EQ(world.read_as(ada, "/get-session").header("set-cookie"), "");
  world.now_ms += 2 * kDay;
  const std::string brief = "; better-auth.dont_remember=" + percent_encode(*sign_value("true"));
  const auto reply = world.read("/get-session", {{"cookie", dan.cookie + brief}});
  EXPECT_TRUE(session_of(reply).has_value());
  EXPECT_EQ(reply.header("set-cookie"), "");
}

TEST(Session, ThatExpiredIsDeletedWithItsCookies) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.now_ms += 8 * kDay;
  const auto reply = world.read_as(ada, "/get-session");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "null");
  EXPECT_EQ(reply.all("set-cookie").size(), 3u);
  world.database().allow_scan("session");
  EXPECT_EQ(world.number("SELECT count(*) FROM session"), 0);
}

TEST(Session, ThatIsUnknownHasItsCookiesDeletedAndAForgedOneIsLeftAlone) {
  AuthWorld world;
  const std::string unknown = percent_encode(*sign_value(std::string(32, 'x')));
  const auto gone = world.read("/token", {{"cookie", "better-auth.session_token=" + unknown}});
  EXPECT_EQ(code_of(gone), "401 UNAUTHORIZED");
  EXPECT_EQ(gone.all("set-cookie").size(), 3u);
  const auto forged = world.read("/token", {{"cookie", "better-auth.session_token=a.b"}});
  EXPECT_EQ(code_of(forged), "401 UNAUTHORIZED");
  EXPECT_EQ(forged.header("set-cookie"), "");
}

TEST(Session, KeepsTheClientsAddressOnlyBehindCloudflare) {
  AuthWorld world;
  Context context{.host = Host(1),
                  .request = {},
                  .database = Database(Host(1), "DB"),
                  .services = Services(Host(1))};
  context.request.headers = {{"cf-connecting-ip", "198.18.0.1"},
                             {"user-agent", std::string(2'000, 'x')}};
  EXPECT_EQ(new_session(context, "u", false).ipAddress, "");
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  const Session session = new_session(context, "u", true);
  EXPECT_EQ(session.ipAddress, "198.18.0.1");
  EXPECT_EQ(session.userAgent.size(), 512u);
  EXPECT_EQ(session.expiresAt.ms, world.now_ms + kDay);
  EXPECT_EQ(session.token.size(), 32u);
}

// The name in somebody's session.
std::string name_in(const World::Reply& reply) { return session_of(reply)->user.name; }

// What nobody is told of: a change behind the platform's back.
void rename(AuthWorld& world, const Visitor& visitor, std::string_view name) {
  static constexpr sql::Statement<sql::None, std::string_view, std::string_view> kRename{
      "test.rename", "UPDATE user SET name = ?2 WHERE id = ?1"};
  world.write(sql::bind(kRename, visitor.user_id, name));
}

TEST(Session, IsRememberedByItsObjectForTenSeconds) {
  AuthWorld world;
  world.memory.emplace("us");
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto first = world.read_as(ada, "/get-session");
  rename(world, ada, "Countess");
  world.operations.clear();
  const auto second = world.read_as(ada, "/get-session");
  EXPECT_EQ(name_in(second), "Ada Lovelace");
  EXPECT_EQ(second.body, first.body);
  EXPECT_FALSE(std::ranges::contains(world.operations, "d1.batch"));
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session?disableCookieCache=true")), "Countess");
  world.now_ms += 10 * kSecond;
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Countess");
  world.now_ms -= kMinute;
  rename(world, ada, "Ada King");
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Ada King") << "the clock went back";
}

TEST(Session, IsReadAgainOnceAChangeWasAnswered) {
  AuthWorld world;
  world.memory.emplace("us");
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.read_as(ada, "/get-session");
  EXPECT_EQ(world.ask_as(ada, "/update-user", R"({"name":"Countess"})").status, 200);
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Countess");
  EXPECT_EQ(world.ask_as(ada, "/sign-out", "{}").status, 200);
  EXPECT_EQ(world.read_as(ada, "/get-session").body, "null");
  EXPECT_EQ(world.forgotten, (std::vector<std::string>(2, std::string(session_object(ada.token)))));
}

TEST(Session, ThatAnObjectReadBeforeAChangeIsNotRemembered) {
  AuthWorld world;
  world.memory.emplace("us");
  const Visitor ada = world.sign_in("Ada Lovelace");
  const auto reading =
      world.start({.target = "/api/v1/auth/get-session", .headers = {{"cookie", ada.cookie}}});
  while (!std::ranges::contains(world.operations, "d1.batch")) world.run(1);
  world.run(1);  // The row is read; it is not remembered yet.
  rename(world, ada, "Countess");
  world.memory->forget();
  world.run();
  EXPECT_EQ(name_in(*world.reply_to(reading)), "Ada Lovelace");
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Countess");
}

TEST(Session, IsNotRememberedByTheObjectOfOthers) {
  AuthWorld world;
  world.memory.emplace("zz");  // As after a token from before, or with cookies of two.
  const Visitor ada = world.sign_in("Ada Lovelace");
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Ada Lovelace");
  EXPECT_EQ(world.memory->size(), 0U);
}

TEST(Session, IsRememberedNowhereElseThanInItsObject) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.read_as(ada, "/get-session");
  rename(world, ada, "Countess");
  EXPECT_EQ(name_in(world.read_as(ada, "/get-session")), "Countess");
}

TEST(Session, ThatIsExtendedIsForgotten) {
  AuthWorld world;
  world.memory.emplace("us");
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.now_ms += 25 * kHour;
  world.read_as(ada, "/get-session");
  EXPECT_EQ(world.forgotten.size(), 1U);
  EXPECT_EQ(session_of(world.read_as(ada, "/get-session"))->session.expiresAt.ms,
            world.now_ms + 7 * kDay);
  EXPECT_EQ(world.forgotten.size(), 1U);
}

TEST(Session, ChangesAlsoWhenItsObjectDoesNotAnswer) {
  AuthWorld world;
  const Visitor ada = world.sign_in("Ada Lovelace");
  world.fail_next("memory.forget", "gone");
  EXPECT_EQ(world.ask_as(ada, "/update-user", R"({"name":"Countess"})").status, 200);
  EXPECT_TRUE(std::ranges::any_of(world.log, [](const std::string& line) {
    return line.contains("sessions are not forgotten");
  }));
}

}  // namespace
}  // namespace crow::auth
