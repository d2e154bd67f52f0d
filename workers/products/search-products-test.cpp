#include "workers/products/testing.h"

namespace crow::products {
namespace {

const std::vector<Shop> kShop = {
    {.name = "Trail Runner shoes",
     .price = "89.90",
     .more = R"("brand":"Peak","categories":["Shoes","Running"],"availability":"InStock",)"
             R"("description":"Light running shoes for the mountain, with a grippy sole")"},
    {.name = "City sneaker",
     .price = "59",
     .more = R"("brand":"Peak","categories":["Shoes"],"availability":"OutOfStock",)"
             R"("description":"A sneaker for every day, in red leather")"},
    {.name = "Rain jacket",
     .price = "120.5",
     .more = R"("brand":"Nord","sku":"RJ-100","categories":["Jackets"],"availability":"InStock",)"
             R"("description":"Keeps the rain out, and the wind. Not red but blue")"},
    {.name = "Raincoat for children",
     .price = "45",
     .more = R"("brand":"Nord","categories":["Jackets","Children"],"availability":"PreOrder")"},
};

struct Searched : ProductsWorld {
  Searched() { add(northwind, kShop); }
  std::string fts(std::string_view query) { return hits(ada, concat("?type=fts&q=", query)); }
};

TEST(Search, FindsWordsInAnyFormAndCase) {
  Searched world;
  EXPECT_EQ(world.fts("SHOE"), "Trail Runner shoes|City sneaker");
  EXPECT_EQ(world.fts("sneakers"), "City sneaker");
  EXPECT_EQ(world.fts("running"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("nothing-like-it"), "");
}

TEST(Search, LooksIntoAllFields) {
  Searched world;
  EXPECT_EQ(world.fts("nord"), "Rain jacket|Raincoat for children");
  EXPECT_EQ(world.fts("RJ-100"), "Rain jacket");
  EXPECT_EQ(world.fts("rj100"), "Rain jacket");
  EXPECT_EQ(world.fts("children"), "Raincoat for children");
  EXPECT_EQ(world.fts("grippy"), "Trail Runner shoes");
}

TEST(Search, TakesTheLastWordForABeginning) {
  Searched world;
  EXPECT_EQ(world.fts("grip"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("trail+runn"), "Trail Runner shoes");
  EXPECT_EQ(world.fts("grip+"), "");
}

TEST(Search, ForgivesSlips) {
  Searched world;
  EXPECT_EQ(world.fts("jakcet"), "Rain jacket");
  EXPECT_EQ(world.fts("leathre+sneker"), "City sneaker");
  EXPECT_EQ(world.fts("xyzzy"), "");
}

TEST(Search, FindsWordsWrittenInOneAndInTwo) {
  Searched world;
  EXPECT_EQ(world.fts("rain+coat"), "Raincoat for children|Rain jacket");
  EXPECT_EQ(world.fts("rainjacket"), "Rain jacket");
}

TEST(Search, LeavesOutAndKeepsTogether) {
  Searched world;
  EXPECT_EQ(world.fts("shoes+-running"), "City sneaker");
  EXPECT_EQ(world.fts("%22rain+jacket%22"), "Rain jacket");
  EXPECT_EQ(world.fts("%22jacket+rain%22"), "");
  EXPECT_EQ(world.fts("nord+-%22rain+jacket%22"), "Raincoat for children");
  EXPECT_EQ(world.fts("-shoes"), "");
}

TEST(Search, HasNoSyntaxThatCouldBreakIt) {
  Searched world;
  for (const char* q : {"%22", "*", "(", "NEAR(", "a+AND+b", "n:shoes", "%7B%7D", "--", "'", "%5E",
                        "shoes*", "%22%22%22", "OR+NOT", "7_shoes", "%F0%9F%91%9F", "-%22"})
    EXPECT_EQ(world.get_as(world.ada, concat("/search?type=fts&q=", q)).status, 200) << q;
}

TEST(Search, CountsExactly) {
  Searched world;
  const auto found = world.search(world.ada, "?type=fts&q=peak");
  EXPECT_EQ(found.page.total, 2);
  ASSERT_EQ(found.facets.brand.size(), 1u);
  EXPECT_EQ(found.facets.brand[0].value, "Peak");
  EXPECT_EQ(found.facets.brand[0].count, 2);
  ASSERT_EQ(found.facets.category.size(), 2u);
  EXPECT_EQ(found.facets.category[0].value, "Shoes");
  EXPECT_EQ(found.facets.category[0].count, 2);
  EXPECT_EQ(found.facets.availability.size(), 2u);
}

TEST(Search, Filters) {
  Searched world;
  EXPECT_EQ(world.fts("nord&category=Children"), "Raincoat for children");
  EXPECT_EQ(world.fts("nord&brand=Peak"), "");
  EXPECT_EQ(world.fts("nord&brand=Peak&brand=Nord&sort=price_asc"),
            "Raincoat for children|Rain jacket");
  EXPECT_EQ(world.fts("nord&availability=InStock"), "Rain jacket");
  EXPECT_EQ(world.fts("nord&minPrice=45.01&currency=EUR"), "Rain jacket");
  EXPECT_EQ(world.fts("nord&maxPrice=45"), "Raincoat for children");
  EXPECT_EQ(world.fts("nord&currency=USD"), "");
}

TEST(Search, SaysWhy) {
  Searched world;
  const auto found = world.search(world.ada, "?type=fts&explain=true&q=jakcet");
  ASSERT_EQ(found.page.data.size(), 1u);
  const auto& why = found.page.data[0].explanation;
  ASSERT_TRUE(why);
  EXPECT_EQ(why->wordRank, 1);
  EXPECT_GT(*why->wordScore, 0);
  EXPECT_FALSE(why->meaningRank);
  ASSERT_EQ(why->words.size(), 1u);
  EXPECT_EQ(why->words[0].query, "jakcet");
  EXPECT_EQ(why->words[0].found, "jacket");
  EXPECT_EQ(name_of(why->words[0].kind), "typo");
  EXPECT_EQ(why->words[0].foundIn, std::vector<std::string>{"name"});
  EXPECT_EQ(found.page.data[0].snippet.name, "Rain <mark>jacket</mark>");
  EXPECT_FALSE(world.search(world.ada, "?type=fts&q=jacket").page.data[0].explanation);
}

TEST(Search, MarksAndEscapes) {
  ProductsWorld world;
  world.add(world.northwind, {{.name = "<b>Red</b> & shoes"}});
  EXPECT_EQ(world.search(world.ada, "?type=fts&q=red").page.data[0].snippet.name,
            "&lt;b&gt;<mark>Red</mark>&lt;/b&gt; &amp; shoes");
}

TEST(Search, AnswersByWordsWhereMeaningCannotBeHad) {
  Searched world;
  const auto found = world.search(world.ada, "?q=sneaker");
  EXPECT_EQ(found.page.total, 1);
  EXPECT_TRUE(found.notice.has_value());
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/search?type=semantic&q=sneaker")).substr(0, 3),
            "501");
}

TEST(Search, KnowsAnotherWordAtOnceAndForgetsTheOld) {
  Searched world;
  const std::string id = world.list(world.ada, "?q=sneaker").data.at(0).id;
  const auto reply =
      world.send_as(world.ada, "PATCH", concat("/", id), R"({"name":"City trainer"})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(world.fts("trainer"), "City trainer");
  EXPECT_EQ(world.fts("%22city+sneaker%22"), "");
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 204);
  EXPECT_EQ(world.fts("trainer"), "");
  EXPECT_EQ(world.search(world.ada, "?type=fts&q=shoes").page.total, 1);
}

TEST(Search, KnowsSynonymsAtOnce) {
  Searched world;
  EXPECT_EQ(world.fts("trainers"), "");
  const auto put = world.send_as(
      world.ada, "PUT", "/synonyms",
      R"({"groups":[{"words":["trainer","sneaker"]},{"words":["mac","rain jacket"],"oneWay":true}]})");
  ASSERT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(world.fts("trainers"), "City sneaker");
  EXPECT_EQ(world.fts("mac"), "Rain jacket");
  EXPECT_EQ(world.hits(world.bob, "?type=fts&q=trainers"), "");
}

TEST(Search, PagesByNumberAndByCursor) {
  ProductsWorld world;
  std::vector<Shop> all;
  for (int i = 0; i < 25; ++i) all.push_back({.name = concat("Chair ", i)});
  world.add(world.northwind, all);
  std::string seen;
  std::string query = "?type=fts&q=chair&limit=10";
  int count = 0;
  for (std::optional<std::string> cursor; count < 9; ++count) {
    const auto page =
        world.search(world.ada, cursor ? concat(query, "&cursor=", *cursor) : query).page;
    EXPECT_EQ(page.total, 25);
    for (const auto& hit : page.data) {
      EXPECT_EQ(seen.find(hit.product.id), seen.npos);
      seen += hit.product.id;
    }
    cursor = page.nextCursor;
    if (!cursor) break;
  }
  EXPECT_EQ(count, 2);
  EXPECT_EQ(world.search(world.ada, query + "&page=3").page.data.size(), 5u);
  EXPECT_EQ(world.search(world.ada, query + "&page=4").page.data.size(), 0u);
}

TEST(Search, HasStatisticsOfTheOrganizationAlone) {
  Searched world;
  const auto before = world.search(world.ada, "?type=fts&explain=true&q=rain+shoes").page;
  std::vector<Shop> others;
  for (int i = 0; i < 60; ++i)
    others.push_back({.name = concat("rain ", i), .more = R"("description":"rain and more rain")"});
  world.add(world.contoso, others);
  const auto after = world.search(world.ada, "?type=fts&explain=true&q=rain+shoes").page;
  EXPECT_EQ(json::write(before), json::write(after));
}

}  // namespace
}  // namespace crow::products
