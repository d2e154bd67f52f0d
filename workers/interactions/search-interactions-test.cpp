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

// Two that say the same, one that says something like it, and one that holds the word.
struct Meant : Searched {
  Meant() {
    tell("e1", "wet umbrella");
    tell("e2", "wet umbrella");
    tell("e3", "long rain", R"("productId":"p1")");
    tell("e4", "red boots");
    index();
    index();
    near["storm"] = {"wet umbrella", "long rain"};
    near["boots"] = {"long rain", "red boots"};
  }
  SearchInteractions::Output ask(std::string_view query) {
    return read_body<SearchInteractions::Output>(get_as(ada, concat("/search", query)));
  }
};

TEST(Search, ByMeaningFindsWhatIsSaidInOtherWords) {
  Meant world;
  EXPECT_EQ(world.hits(world.ada, "?q=storm&mode=fts"), "");
  EXPECT_EQ(world.hits(world.ada, "?q=storm&mode=semantic"), "e2 e1 e3");
  const auto found = world.ask("?q=storm&mode=semantic");
  EXPECT_EQ(found.page.total, 3);
  EXPECT_NEAR(found.page.data[0].score, 0.9, 1e-9);
  EXPECT_EQ(found.model, "builtin:1");
  EXPECT_EQ(found.notice, std::nullopt);
  EXPECT_EQ(fault_of(world.get_as(world.ada, "/search?q=red&mode=vector")).field, "mode");
}

TEST(Search, ByBothHasFirstWhatBothPutFirst) {
  Meant world;
  EXPECT_EQ(world.hits(world.ada, "?q=boots"), "e4 e3");
  EXPECT_EQ(world.ask("?q=boots").page.total, 2);
  EXPECT_EQ(world.hits(world.ada, "?q=storm"), "e2 e1 e3");
  EXPECT_EQ(world.hits(world.ada, "?q=boots&mode=fts"), "e4");
}

TEST(Search, ByMeaningIsNarrowedByFiltersToo) {
  Meant world;
  EXPECT_EQ(world.hits(world.ada, "?q=storm&mode=semantic&productId=p1"), "e3");
  EXPECT_EQ(world.hits(world.ada, "?q=storm&productId=p1"), "e3");
  EXPECT_EQ(world.hits(world.ada, "?q=storm&mode=semantic&sourceType=social"), "");
  EXPECT_EQ(world.asked.back(), R"({"source":"social"})");
}

TEST(Search, ByMeaningLeavesOutWhatMustNotOccur) {
  Meant world;
  EXPECT_EQ(world.hits(world.ada, "?q=storm+-wet&mode=semantic"), "e3");
  EXPECT_EQ(world.hits(world.ada, "?q=storm+-wet"), "e3");
  EXPECT_EQ(world.hits(world.ada, "?q=-wet&mode=semantic"), "");
}

TEST(Search, ByMeaningPagesLikeAnyList) {
  Meant world;
  for (const std::string_view mode : {"semantic", "hybrid"}) {
    const auto first = world.ask(concat("?q=storm&limit=2&mode=", mode));
    EXPECT_EQ(first.page.data.size(), 2u);
    EXPECT_EQ(first.page.total, 3);
    ASSERT_TRUE(first.page.nextCursor) << mode;
    const auto second =
        world.ask(concat("?q=storm&limit=2&mode=", mode, "&cursor=", *first.page.nextCursor));
    ASSERT_EQ(second.page.data.size(), 1u);
    EXPECT_EQ(second.page.data[0].interaction.id, "e3");
    EXPECT_EQ(second.page.nextCursor, std::nullopt);
    EXPECT_EQ(world.hits(world.ada, concat("?q=storm&limit=2&page=2&mode=", mode)), "e3");
  }
}

TEST(Search, AnswersByWordsWhenTheMeaningCannotBeHad) {
  Meant world;
  world.is_meaning_away = true;
  const auto found = world.ask("?q=boots");
  EXPECT_EQ(found.page.total, 1);
  EXPECT_EQ(found.notice, "By words alone: A part of the platform did not answer; try again.");
  EXPECT_EQ(world.get_as(world.ada, "/search?q=boots&mode=semantic").status, 503);
  EXPECT_EQ(world.ask("?q=boots&mode=fts").notice, std::nullopt);
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
  // Whatever meaning said: what another organization's texts are called finds nothing here.
  world.index();
  world.near["crimson"] = {"red shoes"};
  EXPECT_EQ(world.hits(world.ada, "?q=crimson&mode=semantic"), "e1");
  EXPECT_EQ(world.hits(world.bob, "?q=crimson&mode=semantic"), "theirs");
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
