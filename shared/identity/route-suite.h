// For tests: what every route of the identity services does, whatever it is for. A worker's
// routes-test.cpp names its routes, and each is held to the rules that concern it:
//
//   INSTANTIATE_TEST_SUITE_P(Users, MemberRoute, testing::Values("/api/v1/users/me", …), name_of_route);
//   INSTANTIATE_TEST_SUITE_P(Users, OrganizationRoute, …);    // with the organization in the path
//   INSTANTIATE_TEST_SUITE_P(Users, ListRoute, …);
//
// In a target, {organization}, {user} and {member} are those of the caller, Ada. Include it once in
// a test program: it defines tests.
#pragma once

#include <functional>
#include <set>

#include "shared/contracts/page.h"
#include "shared/host/crypto.h"
#include "shared/identity/testing.h"
#include "shared/identity/token.h"

namespace crow {

// A world in which Ada owns Northwind, Dan is its member, and Bob owns Contoso.
struct TwoOrganizations : IdentityWorld {
  std::string northwind = add_organization("Northwind");
  std::string contoso = add_organization("Contoso");
  Caller ada = join(northwind, "Ada Lovelace", Role::owner);
  Caller dan = join(northwind, "Dan Wu");
  Caller bob = join(contoso, "Bob Kahn", Role::owner);

  std::string fill(std::string target, std::string_view organization) const {
    for (const auto& [mark, value] :
         {std::pair<std::string_view, std::string_view>{"{organization}", organization},
          {"{user}", ada.user_id}})
      if (const auto at = target.find(mark); at != target.npos)
        target.replace(at, mark.size(), value);
    return target;
  }
  std::string fill(std::string target) const { return fill(std::move(target), northwind); }

  std::ptrdiff_t round_trips() const { return std::ranges::count(operations, "d1.batch"); }
};

// "/api/v1/users/{user}/permissions" as the test's name: "users_user_permissions".
inline std::string name_of_route(std::string_view target) {
  std::string out;
  for (const char c : target.substr(std::string_view("/api/v1/").size()))
    if (c != '{' && c != '}') out += c == '/' || c == '-' ? '_' : c;
  return out;
}

inline std::string name_of_target(const testing::TestParamInfo<const char*>& route) {
  return name_of_route(route.param);
}

// ------------------------------------------------------------------------- routes that need a caller

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
       {World::Headers{}, {{"authorization", ""}}, {{"authorization", "Bearer"}},
        {{"authorization", "Basic YWRhOmFkYQ=="}}, {{"x-internal-key", "test-internal-key"}},
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
  const auto with = world.send_as(
      world.ada, {.target = target,
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
  EXPECT_EQ(reply.header("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(reply.body, "");
}

TEST_P(MemberRoute, RefusesOtherMethodsAfterTheToken) {
  for (const std::string_view method : {"POST", "PUT", "PATCH", "DELETE"}) {
    World::Message message{.method = std::string(method), .target = target};
    EXPECT_EQ(refusal_of(world.send(message)), "401 UNAUTHORIZED") << method;
    const auto reply = world.send_as(world.ada, message);
    EXPECT_EQ(refusal_of(reply), "405 METHOD_NOT_ALLOWED") << method;
    EXPECT_EQ(reply.header("allow"), "GET, HEAD, OPTIONS") << method;
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

// ------------------------------------------------------------- routes with an organization in the path

class OrganizationRoute : public MemberRoute {};

TEST_P(OrganizationRoute, RefusesEveryOrganizationButTheCallersInTheSameWords) {
  std::set<std::string> bodies;
  for (const std::string_view other : {std::string_view(world.contoso), std::string_view("northwind"),
                                       std::string_view("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                                       std::string_view("a@b"), std::string_view("%E2%82%AC")}) {
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

// --------------------------------------------------------------------------------------------- lists

struct ListCase {
  const char* target;
  // Puts one more item at the end of Ada's list.
  void (*add)(TwoOrganizations& world, int number);
};

inline std::string name_of_list(const testing::TestParamInfo<ListCase>& list) {
  return name_of_route(list.param.target);
}

class ListRoute : public testing::TestWithParam<ListCase> {
 protected:
  struct Item {
    RawJson json;
  };
  struct List {
    std::vector<RawJson> data;
    std::optional<std::int64_t> page;
    std::int64_t limit = 0, total = 0;
    std::optional<std::string> nextCursor;
    static constexpr auto fields = describe(
        field<&List::data>("data", "").required(), field<&List::page>("page", "").required(),
        field<&List::limit>("limit", ""), field<&List::total>("total", ""),
        field<&List::nextCursor>("nextCursor", "").required());
  };

  TwoOrganizations world;
  std::string target = world.fill(GetParam().target);
  int added = 0;

  World::Reply ask(std::string_view query) {
    return world.get_as(world.ada, concat(target, query));
  }
  List get(std::string_view query) {
    const auto reply = ask(query);
    EXPECT_EQ(reply.status, 200) << query << ": " << reply.body;
    return read_body<List>(reply);
  }
  // Items of the same moment and later ones.
  void add(int count) {
    for (int i = 0; i < count; ++i) {
      if (i % 3 == 2) world.now_ms += kSecond;
      GetParam().add(world, ++added);
    }
  }
};

TEST_P(ListRoute, PagesByNumber) {
  add(7);
  const List all = get("?limit=100");
  EXPECT_EQ(all.total, static_cast<std::int64_t>(all.data.size()));
  EXPECT_EQ(all.page, 1);
  EXPECT_EQ(all.limit, 100);
  EXPECT_EQ(all.nextCursor, std::nullopt);
  std::vector<RawJson> seen;
  const std::int64_t last = (all.total + 1) / 2;
  for (std::int64_t page = 1; page <= last; ++page) {
    const List list = get(concat("?limit=2&page=", page));
    EXPECT_EQ(list.page, page);
    EXPECT_EQ(list.limit, 2);
    EXPECT_EQ(list.total, all.total);
    EXPECT_EQ(list.nextCursor.has_value(), page < last) << page;
    seen.insert(seen.end(), list.data.begin(), list.data.end());
  }
  EXPECT_EQ(seen, all.data);
}

TEST_P(ListRoute, HasTwentyItemsOnAPageUnlessAsked) {
  add(25);
  const List list = get("");
  EXPECT_EQ(list.data.size(), 20u);
  EXPECT_EQ(list.limit, 20);
  EXPECT_EQ(list.page, 1);
}

TEST_P(ListRoute, IsEmptyPastTheEnd) {
  const List all = get("");
  for (const std::string_view page : {"2", "7", "1000000"}) {
    const List list = get(concat("?page=", page));
    EXPECT_TRUE(list.data.empty());
    EXPECT_EQ(list.page, to_number(page));
    EXPECT_EQ(list.total, all.total);
    EXPECT_EQ(list.nextCursor, std::nullopt);
  }
}

TEST_P(ListRoute, PagesByCursorWhileItGrows) {
  add(5);
  const List before = get("?limit=100");
  std::vector<RawJson> seen;
  std::string query = "?limit=2";
  for (int turns = 0; turns < 20; ++turns) {
    const List list = get(query);
    EXPECT_EQ(list.page, turns == 0 ? std::optional<std::int64_t>(1) : std::nullopt);
    seen.insert(seen.end(), list.data.begin(), list.data.end());
    if (turns < 3) add(2);
    EXPECT_EQ(list.total, before.total + 2 * std::min(turns, 3));
    if (!list.nextCursor) break;
    query = concat("?limit=2&cursor=", *list.nextCursor);
  }
  // What was there comes once, in its order, and what came meanwhile comes behind it.
  EXPECT_EQ(seen, get("?limit=100").data);
  ASSERT_GE(seen.size(), before.data.size());
  seen.resize(before.data.size());
  EXPECT_EQ(seen, before.data);
}

TEST_P(ListRoute, TakesPageOrCursorButNotBoth) {
  add(3);
  const auto cursor = get("?limit=1").nextCursor;
  ASSERT_TRUE(cursor.has_value());
  const auto reply = ask(concat("?page=1&cursor=", *cursor));
  EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR");
  EXPECT_EQ(fault_of(reply), (ErrorReply::Fault{"cursor", "absent when page is given", cursor}));
}

TEST_P(ListRoute, RefusesACursorThatItNeverGave) {
  const auto cursor = [](std::string_view text) { return base64url(text); };
  for (const std::string& forged :
       {std::string("abc"), std::string("%27%20OR%201=1%20--"), cursor("1|"), cursor("x|id"),
        cursor("-1|id"), cursor("1|i d"), cursor("1.5|id"), cursor("9007199254740993|id"),
        cursor("9223372036854775808|id"), cursor(concat("1|", std::string(65, 'a'))),
        cursor("1|id|id"), cursor(std::string_view("1|a\0b", 5))}) {
    const auto reply = ask("?cursor=" + forged);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << forged;
    EXPECT_EQ(fault_of(reply).field, "cursor");
    EXPECT_EQ(fault_of(reply).expected, "the nextCursor of an earlier page");
  }
  // A place that nothing stands at is a place all the same.
  EXPECT_TRUE(get("?cursor=" + cursor("9007199254740992|id")).data.empty());
  EXPECT_FALSE(get("?cursor=" + cursor("0|id")).data.empty());
}

TEST_P(ListRoute, RefusesPagingThatIsNoneByFieldAndBounds) {
  const std::string a_limit = "a whole number from 1 to 100";
  const std::string a_page = "a whole number from 1 to 1000000";
  const std::vector<std::pair<std::string_view, ErrorReply::Fault>> cases = {
      {"?limit=0", {"limit", a_limit, "0"}},
      {"?limit=101", {"limit", a_limit, "101"}},
      {"?limit=-1", {"limit", a_limit, "-1"}},
      {"?limit=ten", {"limit", a_limit, "ten"}},
      {"?limit=", {"limit", a_limit, ""}},
      {"?limit=1.5", {"limit", a_limit, "1.5"}},
      {"?limit=%201", {"limit", a_limit, " 1"}},
      {"?limit=99999999999999999999", {"limit", a_limit, "99999999999999999999"}},
      {"?page=0", {"page", a_page, "0"}},
      {"?page=1000001", {"page", a_page, "1000001"}},
      {"?page=x", {"page", a_page + " or null", "x"}},
  };
  for (const auto& [query, fault] : cases) {
    world.operations.clear();
    const auto reply = ask(query);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << query;
    const auto got = fault_of(reply);
    EXPECT_EQ(got.field, fault.field) << query;
    EXPECT_EQ(got.received, fault.received) << query;
    EXPECT_TRUE(got.expected.starts_with(fault.expected.substr(0, a_limit.size()))) << reply.body;
    EXPECT_EQ(world.round_trips(), 0);
  }
}

TEST_P(ListRoute, TellsTheFirstFaultAndTheOthers) {
  const auto reply = ask("?page=zero&limit=ten");
  const auto details = read_body<ErrorReply>(reply).error.details;
  ASSERT_TRUE(details.has_value()) << reply.body;
  EXPECT_EQ(details->first.field, "page");
  ASSERT_EQ(details->more.size(), 1u);
  EXPECT_EQ(details->more[0].field, "limit");
  EXPECT_EQ(details->more[0].received, "ten");
}

TEST_P(ListRoute, SaysNoMoreThanInvalidInPlainErrors) {
  const auto reply = world.send_as(
      world.ada, {.target = target + "?limit=0", .headers = {{"x-error-format", "plain"}}});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body, R"({"error":"Invalid request parameters"})");
}

TEST_P(ListRoute, PassesOverWhatItDoesNotKnow) {
  EXPECT_EQ(ask("?utm_source=mail&limit=3").status, 200);
}

}  // namespace crow
