// For tests: what every list of the identity services does, whatever it holds.
//
//   INSTANTIATE_TEST_SUITE_P(
//       Users, ListRoute,
//       testing::Values(ListCase{"/api/v1/users/by-organization/{organization}",
//                                [](TwoOrganizations& world, int number) { … }}),
//       name_of_list);
//
// Include it once in a test program: it defines tests.
#pragma once

#include <algorithm>
#include <ostream>

#include "shared/contracts/page.h"
#include "shared/identity/testing.h"

namespace crow {

struct ListCase {
  const char* target;
  // Puts one more item at the end of Ada's list.
  void (*add)(TwoOrganizations& world, int number);
  // The newest stands first, so that the end of the list is the distant past.
  bool is_newest_first = false;
};

inline void PrintTo(const ListCase& list, std::ostream* out) { *out << list.target; }

inline std::string name_of_list(const testing::TestParamInfo<ListCase>& list) {
  return name_of_route(list.param.target);
}

class ListRoute : public testing::TestWithParam<ListCase> {
 protected:
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
  // Where the newest come first, what came meanwhile stands before or between.
  if (GetParam().is_newest_first) {
    std::erase_if(seen, [&](const RawJson& item) {
      return std::ranges::find(before.data, item) == before.data.end();
    });
    EXPECT_EQ(seen, before.data);
    return;
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
  add(1);
  const bool is_newest_first = GetParam().is_newest_first;
  EXPECT_NE(get("?cursor=" + cursor("9007199254740992|id")).data.empty(), is_newest_first);
  EXPECT_EQ(get("?cursor=" + cursor("0|id")).data.empty(), is_newest_first);
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
