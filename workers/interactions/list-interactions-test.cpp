// What all lists do is tested in routes-test.cpp.
#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

// Ten events an hour apart, the newest first: e0 to e9.
struct Ten : InteractionsWorld {
  Ten() {
    std::vector<Sent> all;
    for (int i = 0; i < 10; ++i) {
      Sent sent{.id = concat("e", i), .ago_ms = i * kHour};
      if (i % 2 == 1) sent.source = "cctv";
      if (i % 5 == 4) sent.source = "social";
      if (i % 3 == 0) sent.type = "purchase";
      sent.more = concat(R"("summary":"words of )", i % 2 == 0 ? "shoes" : "boots", i, '"');
      if (i < 6) sent.more += concat(R"(,"productId":"p)", i % 2, '"');
      if (i > 2) sent.more += concat(R"(,"visitorId":"v)", i % 3, '"');
      all.push_back(std::move(sent));
    }
    record(ada, all);
    record(bob,
           Sent{.id = "theirs", .ago_ms = kDay, .more = R"("visitorId":"v1","productId":"p1")"});
  }
  std::string time(int ago) const { return to_rfc3339({now_ms - ago * kHour}); }
};

TEST(ListInteractions, IsNewestFirstAndOfOneOrganization) {
  Ten world;
  EXPECT_EQ(world.ids(world.ada), "e0 e1 e2 e3 e4 e5 e6 e7 e8 e9");
  EXPECT_EQ(world.ids(world.bob), "theirs");
  EXPECT_EQ(world.list(world.ada, "?limit=3").total, 10);
}

TEST(ListInteractions, OrdersEventsOfOneMomentByTheirIds) {
  InteractionsWorld world;
  world.record(world.ada, {Sent{.id = "b"}, Sent{.id = "c"}, Sent{.id = "a"}, Sent{.id = "B"}});
  EXPECT_EQ(world.ids(world.ada), "c b a B");
}

TEST(ListInteractions, ShowsAnEventAtOnceWhateverItsTime) {
  InteractionsWorld world;
  world.record(world.ada, {Sent{.id = "ahead", .ago_ms = -kDay}, Sent{.id = "now"}});
  world.record(world.ada, Sent{.id = "long_ago", .ago_ms = 9'000 * kDay});
  EXPECT_EQ(world.ids(world.ada), "ahead now long_ago");
}

TEST(ListInteractions, IsNarrowedByEachFilter) {
  Ten world;
  EXPECT_EQ(world.ids(world.ada, "?sourceType=web"), "e0 e2 e6 e8");
  EXPECT_EQ(world.ids(world.ada, "?sourceType=cctv"), "e1 e3 e5 e7");
  EXPECT_EQ(world.ids(world.ada, "?sourceType=social"), "e4 e9");
  EXPECT_EQ(world.ids(world.ada, "?type=purchase"), "e0 e3 e6 e9");
  EXPECT_EQ(world.ids(world.ada, "?productId=p1"), "e1 e3 e5");
  EXPECT_EQ(world.ids(world.ada, "?visitorId=v1"), "e4 e7");
  EXPECT_EQ(world.ids(world.ada, "?visitorId=nobody"), "");
}

// Against the rule, over all combinations: what the database finds is what looking at each finds.
TEST(ListInteractions, IsNarrowedByEveryCombinationOfFilters) {
  Ten world;
  const auto all = world.list(world.ada).data;
  const std::vector<std::string> sources = {"", "web", "cctv"};
  const std::vector<std::string> types = {"", "purchase"}, products = {"", "p0", "p1"};
  const std::vector<std::string> visitors = {"", "v0", "v2"}, periods = {"", "1", "8"};
  int combinations = 0;
  for (const auto& source : sources)
    for (const auto& type : types)
      for (const auto& product : products)
        for (const auto& visitor : visitors)
          for (const auto& period : periods) {
            std::string query = "?limit=100", expected;
            if (!source.empty()) query += "&sourceType=" + source;
            if (!type.empty()) query += "&type=" + type;
            if (!product.empty()) query += "&productId=" + product;
            if (!visitor.empty()) query += "&visitorId=" + visitor;
            const std::int64_t from = period == "8" ? world.now_ms - 8 * kHour : 0;
            const std::int64_t to = period == "1" ? world.now_ms - kHour : world.now_ms + kDay;
            if (period == "8") query += "&from=" + to_rfc3339({from});
            if (period == "1") query += "&to=" + to_rfc3339({to});
            for (const Interaction& one : all) {
              if (!source.empty() && name_of(one.sourceType) != source) continue;
              if (!type.empty() && one.type != type) continue;
              if (!product.empty() && one.productId != product) continue;
              if (!visitor.empty() && one.visitorId != visitor) continue;
              if (one.timestamp.ms < from || one.timestamp.ms >= to) continue;
              expected += concat(expected.empty() ? "" : " ", one.id);
            }
            EXPECT_EQ(world.ids(world.ada, query), expected) << query;
            const auto list = world.list(world.ada, query + "&page=2");
            EXPECT_EQ(list.total, std::ranges::count(expected, 'e')) << query;
            EXPECT_TRUE(list.data.empty());
            ++combinations;
          }
  EXPECT_EQ(combinations, 162);
}

TEST(ListInteractions, HoldsTheFirstMomentOfAPeriodAndNotTheLast) {
  Ten world;
  EXPECT_EQ(world.ids(world.ada, concat("?from=", world.time(3), "&to=", world.time(1))), "e2 e3");
  EXPECT_EQ(world.ids(world.ada, concat("?from=", world.time(0))), "e0");
  EXPECT_EQ(world.ids(world.ada, concat("?to=", world.time(8))), "e9");
  EXPECT_EQ(world.ids(world.ada, "?from=2000-01-01T02:00:00%2B02:00&limit=1"), "e0");
  EXPECT_EQ(world.ids(world.ada, "?to=1970-01-01T00:00:00Z"), "");
  EXPECT_EQ(world.ids(world.ada, "?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z&limit=1"),
            "e0");
}

TEST(ListInteractions, RefusesFiltersThatAreNone) {
  Ten world;
  const std::pair<std::string, std::string_view> cases[] = {
      {"?sourceType=shop", "sourceType"},
      {"?type=Purchase", "type"},
      {"?productId=", "productId"},
      {concat("?visitorId=", std::string(129, 'v')), "visitorId"},
      {"?from=yesterday", "from"},
      {"?to=2026-09-21", "to"},
      {concat("?from=", world.time(1), "&to=", world.time(1)), "to"},
      {concat("?from=", world.time(1), "&to=", world.time(2)), "to"},
      {"?q=", "q"},
      {concat("?q=", std::string(201, 'q')), "q"},
      {"?q=a%00b", "q"},
      {"?q=a&q=b", "q"}};
  for (const auto& [query, field] : cases) {
    const auto reply = world.get_as(world.ada, query);
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << query;
    EXPECT_EQ(fault_of(reply).field, field) << query;
  }
}

TEST(ListInteractions, FindsWordsOnceTheyAreIndexed) {
  Ten world;
  EXPECT_EQ(world.ids(world.ada, "?q=words"), "");
  const std::string period = concat("&from=", world.time(3), "&to=", world.time(1));
  world.index();
  EXPECT_EQ(world.ids(world.ada, "?q=words&limit=4"), "e0 e1 e2 e3");
  EXPECT_EQ(world.list(world.ada, "?q=words&limit=4").total, 10);
  EXPECT_EQ(world.ids(world.ada, "?q=words%20-shoes4&sourceType=social"), "e9");
  EXPECT_EQ(world.ids(world.ada, "?q=boots3&type=purchase&visitorId=v0&productId=p1"), "e3");
  EXPECT_EQ(world.ids(world.ada, "?q=words" + period), "e2 e3");
  EXPECT_EQ(world.ids(world.bob, "?q=words"), "");
}

TEST(ListInteractions, FindsNothingForWordsThatAreNone) {
  Ten world;
  world.index();
  for (const std::string_view q : {"%22%22", "-shoes0", "!", "*", "(%20)", "%F0%9F%98%80"}) {
    const auto list = world.list(world.ada, concat("?q=", q, "&page=2&limit=7"));
    EXPECT_TRUE(list.data.empty()) << q;
    EXPECT_EQ(list.total, 0);
    EXPECT_EQ(list.page, 2);
    EXPECT_EQ(list.limit, 7);
  }
  EXPECT_EQ(fault_of(world.get_as(world.ada, "?q=!&cursor=x")).field, "cursor");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "?q=!&page=1&cursor=MXxh")).field, "cursor");
}

TEST(ListInteractions, NeverFailsForWhatIsTyped) {
  Ten world;
  world.index();
  for (const std::string_view typed : {"'",
                                       "\"",
                                       "words AND",
                                       "NOT words",
                                       "NEAR(words)",
                                       "words*",
                                       "^words",
                                       "scope:x",
                                       "words)",
                                       "(words",
                                       "'; DROP TABLE interaction; --",
                                       "%",
                                       "_",
                                       "\\",
                                       "words\" OR \"",
                                       "{words} : a",
                                       "a:b",
                                       "-",
                                       "--words",
                                       "\xE2\x80\x8B",
                                       "\xF0\x9F\x98\x80"}) {
    const auto reply = world.get_as(world.ada, concat("?q=", percent_encode(typed)));
    EXPECT_EQ(reply.status, 200) << typed << reply.body;
  }
  EXPECT_EQ(world.count("interaction"), 11);
}

TEST(ListInteractions, StaysStableByCursorWhileEventsArrive) {
  Ten world;
  world.index();
  int arrived = 0;
  for (const std::string_view filter :
       {"", "&sourceType=web", "&type=purchase", "&productId=p1", "&visitorId=v0", "&q=words"}) {
    const std::string before = world.ids(world.ada, concat("?limit=100", filter));
    std::string seen;
    std::optional<std::string> cursor;
    int turns = 0;
    do {
      const auto list = world.list(
          world.ada, concat("?limit=2", filter, cursor ? "&cursor=" : "", cursor.value_or("")));
      for (const Interaction& one : list.data) seen += concat(seen.empty() ? "" : " ", one.id);
      cursor = list.nextCursor;
      // New ones come in front of what was read.
      world.record(world.ada, Sent{.id = concat("new.", ++arrived),
                                   .type = "purchase",
                                   .ago_ms = -kHour,
                                   .more = R"("productId":"p1","visitorId":"v0")"});
    } while (cursor && ++turns < 20);
    EXPECT_EQ(seen, before) << filter;
    world.ask("DELETE FROM interaction WHERE id LIKE 'new%'");
  }
}

TEST(ListInteractions, GoesOnBehindIdsOfEverySpelling) {
  InteractionsWorld world;
  world.record(world.ada, {Sent{.id = "a.1"}, Sent{.id = "a:2"}, Sent{.id = "a-3"},
                           Sent{.id = std::string(64, '.')}, Sent{.id = "a_5"}});
  const std::string all = world.ids(world.ada);
  std::string seen;
  std::optional<std::string> cursor;
  do {
    const auto list =
        world.list(world.ada, concat("?limit=1", cursor ? "&cursor=" : "", cursor.value_or("")));
    for (const Interaction& one : list.data) seen += concat(seen.empty() ? "" : " ", one.id);
    cursor = list.nextCursor;
  } while (cursor && seen.size() < 1'000);
  EXPECT_EQ(seen, all);
}

TEST(ListInteractions, GivesNothingAwayForACursorOfAnotherOrganization) {
  Ten world;
  const auto cursor = world.list(world.ada, "?limit=1").nextCursor;
  ASSERT_TRUE(cursor.has_value());
  EXPECT_EQ(world.ids(world.bob, "?cursor=" + *cursor), "theirs");
}

TEST(ListOrganizationInteractions, IsTheSameListWithTheOrganizationInThePath) {
  Ten world;
  const std::string path = "/organization/" + world.northwind;
  EXPECT_EQ(world.get_as(world.ada, path).body, world.get_as(world.ada, "").body);
  EXPECT_EQ(world.ids(world.ada, path + "?type=purchase&limit=1"), "e0");
  EXPECT_EQ(refusal_of(world.get_as(world.bob, path)), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::interactions
