// For tests: what every route of the identity services does, whatever it is for. A worker's
// routes-test.cpp names its routes, and each is held to the rules that concern it:
//
//   INSTANTIATE_TEST_SUITE_P(Users, MemberRoute, testing::Values("/api/v1/users/me", …),
//                            name_of_target);
//   INSTANTIATE_TEST_SUITE_P(Users, OrganizationRoute, …);    // with the organization in the path
//
// Lists have a suite of their own, list-suite.h. Include it once in a test program: it defines
// tests.
#pragma once

#include <array>
#include <set>

#include "shared/host/crypto.h"
#include "shared/identity/testing.h"
#include "shared/identity/token.h"

namespace crow {

// The tables of a service that has a database of its own, beside those of identity, which make the
// callers. Its jobs stand in the place of auth's.
inline void add_tables(TwoOrganizations& world, const std::string& folder) {
  const auto dropped = world.database().batch(
      std::array{Sqlite::Call{"DROP TABLE IF EXISTS jobs", "[]"},
                 Sqlite::Call{"DROP TABLE IF EXISTS idempotency_keys", "[]"}});
  EXPECT_TRUE(dropped.has_value());
  world.migrate(folder);
}

// ------------------------------------------------------------------------- routes that need a
// caller

class MemberRoute : public testing::TestWithParam<const char*> {
 protected:
  TwoOrganizations world;
  std::string target = world.fill(GetParam());

  World::Reply get(World::Headers headers) { return world.get(target, std::move(headers)); }
};

TEST_P(MemberRoute, AnswersAMemberInOneRoundTripToTheDatabase) {
  for (const Caller& caller : {world.ada, world.dan}) {
    world.operations.clear();
    const auto reply = world.get_as(caller, target);
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.header("content-type"), "application/json");
    EXPECT_EQ(world.round_trips(), 1);
  }
}

TEST_P(MemberRoute, NeedsAToken) {
  for (const World::Headers& headers :
       {World::Headers{},
        {{"authorization", ""}},
        {{"authorization", "Bearer"}},
        {{"authorization", "Basic YWRhOmFkYQ=="}},
        {{"x-internal-key", "test-internal-key"}},
        {{"x-user-id", world.ada.user_id}, {"x-organization-id", world.northwind}}}) {
    const auto reply = get(headers);
    EXPECT_EQ(refusal_of(reply), "401 UNAUTHORIZED");
    EXPECT_FALSE(read_body<ErrorReply>(reply).error.details.has_value());
  }
  EXPECT_EQ(world.round_trips(), 0);
}

TEST_P(MemberRoute, RefusesAForgedToken) {
  ASSERT_EQ(world.get_as(world.ada, target).status, 200);  // The keys are known from here on.
  const std::string good = world.as(world.ada).second.substr(std::string_view("Bearer ").size());
  std::string_view rest = good;
  const std::string header(split_off(rest, '.'));
  const std::string claims(split_off(rest, '.'));
  const std::string signature(rest);
  const std::string key_id = [&] {
    const std::string text = *from_base64(header);
    const auto at = text.find(R"("kid":")") + 7;
    return text.substr(at, text.find('"', at) - at);
  }();
  const auto header_with = [&](std::string_view algorithm) {
    return base64url(concat(R"({"alg":")", algorithm, R"(","kid":")", key_id, R"("})"));
  };
  const auto other_key = crypto::ed25519_generate().private_key;
  const std::string claims_json = *from_base64(claims);
  Caller raised = world.dan;
  raised.organization_id = world.contoso;
  const std::string raised_claims = token_claims(raised, {world.now_ms + 30'000});
  const std::string hmac_input = header_with("HS256") + '.' + claims;

  const std::vector<std::pair<std::string_view, std::string>> forged = {
      {"alg none, unsigned", concat(header_with("none"), '.', claims, '.')},
      {"alg none, signed", concat(header_with("none"), '.', claims, '.', signature)},
      {"an HMAC", concat(hmac_input, '.', base64url(crypto::hmac_sha256(key_id, hmac_input)))},
      {"another key", sign_jwt(claims_json, key_id, other_key)},
      {"a key that nobody knows", sign_jwt(claims_json, "unknown", other_key)},
      {"claims of another", concat(header, '.', base64url(raised_claims), '.', signature)},
      {"no signature", concat(header, '.', claims, '.')},
      {"two parts", concat(header, '.', claims)},
      {"half a signature", concat(header, '.', claims, '.', signature.substr(0, 43))},
      {"no JSON", "YQ.YQ.YQ"},
      {"no token at all", "?"},
  };
  world.operations.clear();
  for (const auto& [what, token] : forged)
    EXPECT_EQ(refusal_of(get({{"authorization", "Bearer " + token}})), "401 UNAUTHORIZED") << what;
  EXPECT_EQ(world.round_trips(), 0);
}

TEST_P(MemberRoute, RefusesATokenThatIsExpiredOrLivesLongerThanAMinute) {
  const auto token = world.as(world.ada);  // Good for 30 seconds.
  EXPECT_EQ(get({token}).status, 200);
  world.now_ms += 29'999;
  EXPECT_EQ(get({token}).status, 200);
  world.now_ms += 1;
  EXPECT_EQ(refusal_of(get({token})), "401 UNAUTHORIZED");

  const auto early = world.as(world.dan);
  world.now_ms -= 31'001;  // So that its life is 61 seconds and a bit.
  EXPECT_EQ(refusal_of(get({early})), "401 UNAUTHORIZED");
}

TEST_P(MemberRoute, NeedsAnActiveOrganization) {
  Caller nobody = world.ada;
  nobody.organization_id.clear();
  EXPECT_EQ(refusal_of(world.get_as(nobody, target)), "403 FORBIDDEN");
}

TEST_P(MemberRoute, BelievesTheTokenAndNoOtherHeader) {
  const auto plain = world.get_as(world.ada, target);
  const auto with = world.send_as(world.ada, {.target = target,
                                              .headers = {{"x-user-id", world.bob.user_id},
                                                          {"x-organization-id", world.contoso}}});
  EXPECT_EQ(with.status, 200);
  EXPECT_EQ(with.body, plain.body);
}

TEST_P(MemberRoute, AnswersHeadAsGetWithoutABody) {
  const auto get = world.get_as(world.ada, target);
  const auto head = world.send_as(world.ada, {.method = "HEAD", .target = target});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("content-type"), get.header("content-type"));
  EXPECT_EQ(head.header("content-length"), to_text(static_cast<std::int64_t>(get.body.size())));
  EXPECT_EQ(world.send({.method = "HEAD", .target = target}).status, 401);
}

TEST_P(MemberRoute, TellsItsMethodsToAnyone) {
  const auto reply = world.send({.method = "OPTIONS", .target = target});
  EXPECT_EQ(reply.status, 204);
  const std::string allowed = reply.header("allow");
  EXPECT_TRUE(allowed.starts_with("GET, HEAD, ")) << allowed;
  EXPECT_TRUE(allowed.ends_with(", OPTIONS")) << allowed;
  EXPECT_EQ(reply.body, "");
}

TEST_P(MemberRoute, RefusesOtherMethodsAfterTheToken) {
  const std::string allowed = world.send({.method = "OPTIONS", .target = target}).header("allow");
  for (const std::string_view method : {"POST", "PUT", "PATCH", "DELETE"}) {
    if (allowed.contains(method)) continue;
    World::Message message{.method = std::string(method), .target = target};
    EXPECT_EQ(refusal_of(world.send(message)), "401 UNAUTHORIZED") << method;
    const auto reply = world.send_as(world.ada, message);
    EXPECT_EQ(refusal_of(reply), "405 METHOD_NOT_ALLOWED") << method;
    EXPECT_EQ(reply.header("allow"), allowed) << method;
  }
}

TEST_P(MemberRoute, AnswersJsonOrNothing) {
  const World::Message message{.target = target, .headers = {{"accept", "text/html"}}};
  EXPECT_EQ(refusal_of(world.send_as(world.ada, message)), "406 NOT_ACCEPTABLE");
}

TEST_P(MemberRoute, WordsErrorsPlainlyWhenAsked) {
  const auto reply = get({{"x-error-format", "plain"}});
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.body,
            R"({"error":"Authentication is required: send a session cookie or an API key."})");
}

TEST_P(MemberRoute, TellsNothingOfADatabaseThatFails) {
  world.get_as(world.ada, target);
  world.fail_next("d1.batch", "D1_ERROR: no such table: user");
  const auto reply = world.get_as(world.ada, target);
  EXPECT_EQ(refusal_of(reply), "503 UNAVAILABLE");
  EXPECT_EQ(reply.body.find("user"), std::string::npos) << reply.body;
  EXPECT_NE(world.log.back().find("no such table"), std::string::npos);
}

// ------------------------------------------------------------- routes with an organization in the
// path

class OrganizationRoute : public MemberRoute {};

TEST_P(OrganizationRoute, RefusesEveryOrganizationButTheCallersInTheSameWords) {
  std::set<std::string> bodies;
  for (const std::string_view other :
       {std::string_view(world.contoso), std::string_view("northwind"),
        std::string_view("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), std::string_view("a@b"),
        std::string_view("%E2%82%AC")}) {
    world.operations.clear();
    const auto reply = world.get_as(world.ada, world.fill(GetParam(), other));
    EXPECT_EQ(refusal_of(reply), "403 FORBIDDEN") << other;
    EXPECT_EQ(world.round_trips(), 0) << other;
    bodies.insert(reply.body);
  }
  EXPECT_EQ(bodies.size(), 1u);
}

TEST_P(OrganizationRoute, IsTheActiveOrganizationsOfWhoeverBelongsToSeveral) {
  const Caller visiting = world.join(world.contoso, world.ada, Role::member);
  EXPECT_EQ(world.get_as(visiting, world.fill(GetParam(), world.contoso)).status, 200);
  EXPECT_EQ(refusal_of(world.get_as(visiting, target)), "403 FORBIDDEN");
}

}  // namespace crow
