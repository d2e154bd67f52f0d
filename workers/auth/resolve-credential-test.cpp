#include "workers/auth/testing.h"

namespace crow::auth {
namespace {

struct Resolving : AuthWorld {
  std::string northwind = add_organization("Northwind");
  Visitor ada = sign_in_to(northwind, "Ada Lovelace", Role::owner);
  Visitor dan = sign_in_to(northwind, "Dan Wu", Role::member);

  ResolveCredential::Output resolve(std::string_view kind, std::string_view credential) {
    const auto reply = call("/internal/auth/resolve-credential",
                            concat(R"({"kind":")", kind, R"(","credential":")", credential, "\"}"));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return read_body<ResolveCredential::Output>(reply);
  }
  ResolveCredential::Output session(const Visitor& visitor) {
    return resolve("session", *sign_value(visitor.token));
  }
  ResolveCredential::Output key(std::string_view key) { return resolve("key", key); }

  // The caller that a token names, as every service reads it.
  Caller caller_of(const ResolveCredential::Output& output) {
    const auto keys = read_body<JwkSet>(read("/jwks"));
    const auto verified = verify_token(output.token.value_or(""), keys, {now_ms});
    EXPECT_TRUE(verified.has_value()) << output.refusal;
    if (!verified) return {};
    EXPECT_LE(verified->expires.ms, now_ms + kTokenLifeMs);
    return verified->caller;
  }
};

TEST(ResolveCredential, NamesTheCallerBehindASession) {
  Resolving world;
  const auto output = world.session(world.ada);
  EXPECT_EQ(output.userId, world.ada.user_id);
  EXPECT_EQ(output.organizationId, world.northwind);
  EXPECT_EQ(output.tier, Tier::free);
  EXPECT_EQ(output.refusal, "");
  const Caller caller = world.caller_of(output);
  EXPECT_EQ(caller.user_id, world.ada.user_id);
  EXPECT_EQ(caller.organization_id, world.northwind);
  EXPECT_EQ(caller.role, Role::owner);
  EXPECT_EQ(caller.permissions, default_permissions(Role::owner));
}

TEST(ResolveCredential, AsksTheDatabaseOnce) {
  Resolving world;
  world.session(world.ada);
  world.operations.clear();
  world.session(world.ada);
  EXPECT_EQ(world.operations, (std::vector<std::string>{"body.read", "d1.batch"}));
}

TEST(ResolveCredential, ASessionWithoutAnOrganizationActsForNone) {
  Resolving world;
  const Visitor nobody = world.sign_in("Nobody Yet");
  const auto output = world.session(nobody);
  EXPECT_EQ(output.organizationId, "");
  const Caller caller = world.caller_of(output);
  EXPECT_EQ(caller.organization_id, "");
  EXPECT_EQ(caller.permissions, Permissions());
}

TEST(ResolveCredential, ASessionOfWhoLeftActsForNone) {
  Resolving world;
  world.leave(world.dan, world.northwind);
  EXPECT_EQ(world.caller_of(world.session(world.dan)).organization_id, "");
}

TEST(ResolveCredential, PermissionsAreThoseOfThisMoment) {
  Resolving world;
  world.disable(world.dan, world.northwind, R"(["chat"])");
  const Caller caller = world.caller_of(world.session(world.dan));
  EXPECT_EQ(caller.role, Role::member);
  EXPECT_EQ(caller.permissions, (Permissions{Permission::interactions, Permission::patterns}));
}

TEST(ResolveCredential, ToldWithTheOrganizationsOwnLimitsWhileItIsEnterprise) {
  Resolving world;
  static constexpr sql::Statement<sql::None, std::string_view, Tier> kUpdate{
      "test.set_limits",
      "UPDATE organization SET per_minute = 5000, per_day = 70000, tier = ?2 WHERE id = ?1"};
  world.write(sql::bind(kUpdate, world.northwind, Tier::enterprise));
  const auto own = world.session(world.ada);
  EXPECT_EQ(own.tier, Tier::enterprise);
  EXPECT_EQ(own.perMinute, 5'000);
  EXPECT_EQ(own.perDay, 70'000);
  world.write(sql::bind(kUpdate, world.northwind, Tier::starter));
  const auto other = world.session(world.ada);
  EXPECT_EQ(other.tier, Tier::starter);
  EXPECT_FALSE(other.perMinute || other.perDay);
}

TEST(ResolveCredential, SessionsThatEndedOrWereForgedAreRefused) {
  Resolving world;
  EXPECT_EQ(world.resolve("session", world.ada.token).token, std::nullopt);
  EXPECT_EQ(world.resolve("session", world.ada.token + "." + std::string(44, 'A')).refusal,
            "The session is invalid or has ended.");
  world.ask_as(world.ada, "/sign-out", "{}");
  EXPECT_EQ(world.session(world.ada).token, std::nullopt);
  world.now_ms += 8 * kDay;
  EXPECT_EQ(world.session(world.dan).token, std::nullopt);
}

TEST(ResolveCredential, AKeyActsForTheOrganizationItWasMadeFor) {
  Resolving world;
  const AuthWorld::Key made = world.add_key(world.ada, world.northwind);
  const std::string contoso = world.add_organization("Contoso");
  world.add_member(contoso, world.ada.user_id, Role::member);
  world.set_active(world.ada, contoso);
  const auto output = world.key(made.key);
  EXPECT_EQ(output.organizationId, world.northwind);
  EXPECT_EQ(output.credentialId, made.id);
  EXPECT_EQ(world.caller_of(output).role, Role::owner);
}

TEST(ResolveCredential, KeysThatAreDeletedDisabledExpiredOrOrphanedAreRefused) {
  Resolving world;
  constexpr std::string_view kBad = "The API key is invalid, disabled or expired.";
  const AuthWorld::Key made = world.add_key(world.ada, world.northwind, kDay);
  EXPECT_EQ(world.key("crow_nope").refusal, kBad);
  const auto set_enabled = [&](bool enabled) {
    world.database()
        .batch(std::array{Sqlite::Call{concat("UPDATE apikey SET is_enabled = ", enabled ? 1 : 0,
                                              " WHERE id = '", made.id, "'"),
                                       "[]"}})
        .value();
  };
  set_enabled(false);
  EXPECT_EQ(world.key(made.key).refusal, kBad);
  set_enabled(true);
  EXPECT_NE(world.key(made.key).token, std::nullopt);
  world.leave(world.ada, world.northwind);
  EXPECT_EQ(world.key(made.key).refusal,
            "The API key's owner is no longer a member of its organization.");
  world.now_ms += kDay + 1;
  const auto expired = world.key(made.key);
  EXPECT_EQ(expired.refusal, kBad);
  EXPECT_EQ(expired.token, std::nullopt);
  EXPECT_EQ(expired.userId, "");
}

TEST(ResolveCredential, OfAnInstanceThatSignsForTheFirstTimeMakesTheKey) {
  Resolving world;
  const auto output = world.session(world.ada);
  EXPECT_EQ(world.number("SELECT count(*) FROM jwks"), 1);
  EXPECT_TRUE(output.token.has_value());
}

}  // namespace
}  // namespace crow::auth
