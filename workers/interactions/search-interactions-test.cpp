#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Searched : InteractionsWorld {
  void tell(std::string id, std::string_view summary, std::string_view more = {}) {
    record(ada,
           Sent{.id = std::move(id),
                .more = concat(R"("summary":")", summary, '"', more.empty() ? "" : ",", more)});
  }
};

TEST(Search, FindsAnEventWithinFiveSeconds) {
  Searched world;
  world.tell("e1", "red shoes");
  EXPECT_EQ(world.hits(world.ada, "?q=shoe"), "");
  world.now_ms += 2 * kSecond;
  world.wake();
  world.run();
  EXPECT_EQ(world.hits(world.ada, "?q=shoe"), "e1");
}

TEST(Search, LooksIntoTypeSummaryAddressProductAndProperties) {
  Searched world;
  world.record(world.ada,
               Sent{.id = "e1",
                    .type = "wishlist_add",
                    .more = R"("summary":"saved","url":"https://shop.example/boots?c=winter",)"
                            R"("productId":"sku-77","visitorId":"vera","sessionId":"sess",)"
                            R"("properties":{"color":"crimson","deep":{"list":["velvet"]}})"});
  world.index();
  for (const std::string_view word :
       {"wishlist", "saved", "boots", "winter", "sku", "77", "crimson", "velvet"})
    EXPECT_EQ(world.hits(world.ada, concat("?q=", word)), "e1") << word;
  for (const std::string_view word : {"vera", "sess", "color", "web", "northwind", "e1"})
    EXPECT_EQ(world.hits(world.ada, concat("?q=", word)), "") << word;
}

TEST(Search, HasTheBestFirstWithAScore) {
  Searched world;
  world.tell("e1", "shoes and many other words that say nothing of them at all");
  world.tell("e2", "shoes shoes shoes");
  world.tell("e3", "boots");
  world.index();
  const auto found = world.search(world.ada, "?q=shoes");
  ASSERT_EQ(found.data.size(), 2u);
  EXPECT_EQ(found.total, 2);
  EXPECT_EQ(found.data[0].interaction.id, "e2");
  EXPECT_GT(found.data[0].score, found.data[1].score);
  EXPECT_GE(found.data[1].score, 0);
  const std::string body = world.get_as(world.ada, "/search?q=shoes").body;
  EXPECT_NE(body.find(R"("botReasons":[],"score":)"), std::string::npos) << body;
}

TEST(Search, ByWordsAndByBothIsTheSameHere) {
  Searched world;
  world.tell("e1", "red shoes");
  world.index();
  const std::string hybrid = world.get_as(world.ada, "/search?q=red").body;
  EXPECT_EQ(world.get_as(world.ada, "/search?q=red&mode=hybrid").body, hybrid);
  EXPECT_EQ(world.get_as(world.ada, "/search?q=red&mode=fts").body, hybrid);
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/search?q=red&mode=semantic")),
            "501 NOT_IMPLEMENTED");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search?q=red&mode=vector")).field, "mode");
}

TEST(Search, NeedsWords) {
  Searched world;
  world.tell("e1", "red shoes");
  world.index();
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search")).field, "q");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search?q=")).field, "q");
  EXPECT_EQ(fault_of(world.get_as(world.ada, concat("/search?q=", std::string(201, 'q')))).field,
            "q");
  EXPECT_EQ(world.get_as(world.ada, concat("/search?q=", std::string(200, 'q'))).status, 200);
  const auto nothing = world.search(world.ada, "?q=-shoes&page=3&limit=5");
  EXPECT_TRUE(nothing.data.empty());
  EXPECT_EQ(nothing.total, 0);
  EXPECT_EQ(nothing.page, 3);
  EXPECT_EQ(nothing.limit, 5);
}

TEST(Search, IsNarrowedByFilters) {
  Searched world;
  world.tell("e1", "shoes", R"("productId":"p1","visitorId":"v1")");
  world.record(world.ada, Sent{.id = "e2",
                               .source = "social",
                               .type = "post",
                               .ago_ms = kHour,
                               .more = R"("summary":"shoes","productId":"p1")"});
  world.index();
  EXPECT_EQ(world.search(world.ada, "?q=shoes").total, 2);
  for (const std::string_view one : {"sourceType=web", "type=page_view", "visitorId=v1"})
    EXPECT_EQ(world.hits(world.ada, concat("?q=shoes&", one)), "e1") << one;
  for (const std::string& two :
       {std::string("sourceType=social"), std::string("type=post&productId=p1"),
        "to=" + to_rfc3339({world.now_ms - kMinute})})
    EXPECT_EQ(world.hits(world.ada, "?q=shoes&" + two), "e2") << two;
  EXPECT_EQ(fault_of(world.get_as(world.ada,
                                  "/search?q=a&from=2026-01-02T00:00:00Z"
                                  "&to=2026-01-01T00:00:00Z"))
                .field,
            "to");
}

TEST(Search, PagesByNumberAndByCursor) {
  Searched world;
  for (int i = 0; i < 7; ++i) world.tell(concat("e.", i), i < 4 ? "shoes" : "shoes and more");
  world.index();
  const std::string all = world.hits(world.ada, "?q=shoes&limit=100");
  EXPECT_EQ(all, "e.3 e.2 e.1 e.0 e.6 e.5 e.4");
  std::string by_number, by_cursor;
  std::optional<std::string> cursor;
  for (int page = 1; page <= 4; ++page) {
    const auto numbered = world.search(world.ada, concat("?q=shoes&limit=2&page=", page));
    for (const Hit& hit : numbered.data) by_number += ' ' + hit.interaction.id;
    EXPECT_EQ(numbered.total, 7);
    EXPECT_EQ(numbered.nextCursor.has_value(), page < 4);
    const auto next = world.search(
        world.ada, concat("?q=shoes&limit=2", cursor ? "&cursor=" : "", cursor.value_or("")));
    for (const Hit& hit : next.data) by_cursor += ' ' + hit.interaction.id;
    cursor = next.nextCursor;
  }
  EXPECT_EQ(by_number, ' ' + all);
  EXPECT_EQ(by_cursor, ' ' + all);
  EXPECT_EQ(cursor, std::nullopt);
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search?q=shoes&page=1&cursor=MXxh")).field,
            "cursor");
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search?q=shoes&cursor=abc")).field, "cursor");
}

TEST(Search, StaysWithinItsOrganization) {
  Searched world;
  world.tell("e1", "red shoes");
  world.record(world.bob, Sent{.id = "theirs", .more = R"("summary":"red shoes")"});
  world.index();
  EXPECT_EQ(world.hits(world.ada, "?q=red"), "e1");
  EXPECT_EQ(world.hits(world.bob, "?q=red"), "theirs");
  EXPECT_EQ(world.hits(world.ada, "?q=contoso"), "");
  EXPECT_EQ(world.hits(world.ada, concat("?q=", world.contoso)), "");
}

TEST(SearchOrganization, IsTheSameWithTheOrganizationInThePath) {
  Searched world;
  world.tell("e1", "red shoes");
  world.index();
  const std::string path = "/organization/" + world.northwind + "/search?q=red";
  EXPECT_EQ(world.get_as(world.ada, path).body, world.get_as(world.ada, "/search?q=red").body);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, path)), "403 FORBIDDEN");
}

}  // namespace
}  // namespace crow::interactions
