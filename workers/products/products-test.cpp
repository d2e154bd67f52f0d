// One product: making, reading, changing, deleting, its history and what is seen in its images.
#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, AreMadeByHandAndRead) {
  ProductsWorld world;
  const auto made = world.send_as(
      world.ada, "POST", "",
      R"({"name":"Red shoes","brand":"Peak","sku":"RS-1","price":"0012.9","currency":"EUR",)"
      R"("categories":["Shoes","Shoes"],"url":"https://shop.example/rs1",)"
      R"("images":[{"url":"https://shop.example/rs1.jpg","alt":"A shoe"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto product = read_body<Product>(made);
  EXPECT_TRUE(product.id.starts_with("prod_"));
  EXPECT_EQ(product.organizationId, world.northwind);
  EXPECT_EQ(product.price, "12.90");
  EXPECT_EQ(product.currency, "EUR");
  EXPECT_EQ(product.description, "");
  EXPECT_FALSE(product.gtin);
  EXPECT_EQ(product.categories, std::vector<std::string>{"Shoes"});
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_FALSE(product.images[0].key);
  EXPECT_EQ(product.images[0].alt, "A shoe");
  EXPECT_EQ(world.get_as(world.dan, concat("/", product.id)).body, made.body);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, concat("/", product.id))).substr(0, 3), "404");
}

TEST(Products, AreTheSameByPageAndSku) {
  ProductsWorld world;
  const std::string shoe = R"({"name":"Shoe","url":"https://shop.example/s","sku":"1"})";
  ASSERT_EQ(world.send_as(world.ada, "POST", "", shoe).status, 201);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", shoe).status, 409);
  EXPECT_EQ(world.send_as(world.bob, "POST", "", shoe).status, 201);
  EXPECT_EQ(world
                .send_as(world.ada, "POST", "",
                         R"({"name":"Shoe","url":"https://shop.example/s","sku":"2"})")
                .status,
            201);
}

TEST(Products, NeedACurrencyForAPrice) {
  ProductsWorld world;
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"Shoe","price":"1"})").status, 400);
  EXPECT_EQ(
      world.send_as(world.ada, "POST", "", R"({"name":"Shoe","price":1,"currency":"EUR"})").status,
      400);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"","currency":"EUR"})").status, 400);
  EXPECT_EQ(world.send_as(world.ada, "POST", "", R"({"name":"x","url":"javascript:1"})").status,
            400);
}

TEST(Products, AreForAdminsToChange) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  EXPECT_EQ(world.send_as(world.dan, "POST", "", R"({"name":"Shoe"})").status, 403);
  EXPECT_EQ(world.send_as(world.dan, "PATCH", concat("/", id), R"({"name":"Shoe"})").status, 403);
  EXPECT_EQ(world.send_as(world.dan, "DELETE", concat("/", id)).status, 403);
  EXPECT_EQ(world.send_as(world.bob, "PATCH", concat("/", id), R"({"name":"Shoe"})").status, 404);
  EXPECT_EQ(world.send_as(world.bob, "DELETE", concat("/", id)).status, 404);
}

TEST(Products, KeepWhatAPersonSaid) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{.name = "Red shoes", .url = "a"}})[0];
  const auto edited = world.send_as(world.ada, "PATCH", concat("/", id),
                                    R"({"name":"Crimson shoes","price":"10"})");
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(read_body<Product>(edited).price, "10.00");
  world.now_ms += kHour;
  auto seen = read_body<UpsertProducts::Output>(world.upsert(
      world.northwind,
      {{.name = "Red shoes", .price = "15", .url = "a", .more = R"("brand":"Peak")"}}));
  EXPECT_EQ(seen.updated, 1);
  auto product = read_body<Product>(world.get_as(world.ada, concat("/", id)));
  EXPECT_EQ(product.name, "Crimson shoes");
  EXPECT_EQ(product.price, "10.00");
  EXPECT_EQ(product.brand, "Peak");
  EXPECT_EQ(product.editedFields, (std::vector<std::string>{"name", "price"}));

  ASSERT_EQ(world.send_as(world.ada, "PATCH", concat("/", id), R"({"release":["price"]})").status,
            200);
  EXPECT_EQ(world.send_as(world.ada, "PATCH", concat("/", id), R"({"release":["id"]})").status,
            400);
  world.now_ms += kHour;
  world.upsert(world.northwind, {{.name = "Red shoes", .price = "15", .url = "a"}});
  product = read_body<Product>(world.get_as(world.ada, concat("/", id)));
  EXPECT_EQ(product.name, "Crimson shoes");
  EXPECT_EQ(product.price, "15.00");
}

TEST(Products, AreClearedByEmptyTexts) {
  ProductsWorld world;
  const std::string id =
      world.add(world.northwind, {{.more = R"("brand":"Peak","description":"x")"}})[0];
  const auto reply = world.send_as(world.ada, "PATCH", concat("/", id),
                                   R"({"brand":"","description":"","price":""})");
  const auto product = read_body<Product>(reply);
  EXPECT_FALSE(product.brand);
  EXPECT_EQ(product.description, "");
  EXPECT_FALSE(product.price);
  EXPECT_FALSE(product.currency);
}

TEST(Products, ThatWereDeletedAreNotBroughtBackByCrawls) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 204);
  EXPECT_EQ(world.get_as(world.ada, concat("/", id)).status, 404);
  EXPECT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 404);
  const auto seen = read_body<UpsertProducts::Output>(world.upsert(world.northwind, {{}}));
  EXPECT_EQ(seen.unchanged, 1);
  EXPECT_EQ(world.list(world.ada).total, 0);
  const auto made = world.send_as(world.ada, "POST", "",
                                  R"({"name":"Red shoes","url":"https://shop.example/Red-shoes"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(read_body<Product>(made).id, id);
  EXPECT_EQ(world.names(world.ada), "Red shoes");
}

TEST(Products, AreTakenInOnce) {
  ProductsWorld world;
  const std::vector<Shop> shop = {{.name = "A"}, {.name = "B"}, {.name = "A"}};
  const auto first = read_body<UpsertProducts::Output>(world.upsert(world.northwind, shop));
  EXPECT_EQ(first.created, 2);
  EXPECT_EQ(first.unchanged, 1);
  ASSERT_EQ(first.ids.size(), 3u);
  EXPECT_EQ(first.ids[0], first.ids[2]);
  const auto second = read_body<UpsertProducts::Output>(world.upsert(world.northwind, shop));
  EXPECT_EQ(second.unchanged, 3);
  EXPECT_EQ(second.ids, first.ids);
  EXPECT_EQ(world.list(world.ada).total, 2);
  EXPECT_EQ(world.list(world.bob).total, 0);
}

TEST(Products, RememberWhatTheyCostAndWhetherTheyCouldBeBought) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{.price = "10"}})[0];
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "10"}});
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "8.5"}});
  world.now_ms += kDay;
  world.upsert(world.northwind, {{.price = "8.5", .more = R"("availability":"OutOfStock")"}});
  const auto history =
      read_body<GetHistory::Output>(world.get_as(world.dan, concat("/", id, "/history")));
  ASSERT_EQ(history.total, 3);
  EXPECT_EQ(history.data[0].availability, Availability::OutOfStock);
  EXPECT_EQ(history.data[1].price, "8.50");
  EXPECT_EQ(history.data[2].price, "10.00");
  EXPECT_EQ(world.get_as(world.bob, concat("/", id, "/history")).status, 404);
  const auto page =
      read_body<GetHistory::Output>(world.get_as(world.dan, concat("/", id, "/history?limit=2")));
  ASSERT_TRUE(page.nextCursor);
  EXPECT_EQ(read_body<GetHistory::Output>(
                world.get_as(world.dan, concat("/", id, "/history?cursor=", *page.nextCursor)))
                .data.size(),
            1u);
}

TEST(Products, TakeNothingThatIsOlder) {
  ProductsWorld world;
  world.upsert(world.northwind, {{.price = "10", .more = R"("seenAt":"2026-10-02T00:00:00Z")"}});
  const auto late = read_body<UpsertProducts::Output>(world.upsert(
      world.northwind, {{.price = "99", .more = R"("seenAt":"2026-10-01T00:00:00Z")"}}));
  EXPECT_EQ(late.unchanged, 1);
  EXPECT_EQ(world.list(world.ada).data.at(0).price, "10.00");
}

TEST(Products, ShowImagesThatWereFetchedAndWhatIsSeenInThem) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  const auto empty =
      read_body<AiDescriptions>(world.get_as(world.dan, concat("/", id, "/ai-descriptions")));
  EXPECT_FALSE(empty.caption);
  const auto set = [&](std::string_view organization, std::string_view rest) {
    return world
        .internal("PUT", concat("/internal/products/", id, "/images"),
                  concat(R"({"organizationId":")", organization, '"', rest, '}'))
        .status;
  };
  EXPECT_EQ(set(world.contoso, R"(,"images":[])"), 404);
  EXPECT_EQ(set(world.northwind,
                R"(,"images":[{"key":"k1","url":"https://api.example/k1","width":4,"height":3}],)"
                R"("descriptions":{"caption":"A red shoe","features":["laces"],"colours":["red"],)"
                R"("mode":"builtin","model":"m1"})"),
            204);
  const auto product = read_body<Product>(world.get_as(world.dan, concat("/", id)));
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_EQ(product.images[0].key, "k1");
  EXPECT_EQ(product.images[0].width, 4);

  const std::string path = concat("/", id, "/ai-descriptions");
  auto seen = read_body<AiDescriptions>(world.get_as(world.dan, path));
  EXPECT_EQ(seen.caption, "A red shoe");
  EXPECT_EQ(seen.model, "m1");
  ASSERT_EQ(world.send_as(world.ada, "PATCH", path, R"({"caption":"A crimson shoe"})").status, 200);
  EXPECT_EQ(set(world.northwind, R"(,"descriptions":{"caption":"A boot","features":["zip"],)"
                                 R"("mode":"builtin","model":"m2"})"),
            204);
  seen = read_body<AiDescriptions>(world.get_as(world.dan, path));
  EXPECT_EQ(seen.caption, "A crimson shoe");
  EXPECT_EQ(seen.features, std::vector<std::string>{"zip"});
  EXPECT_EQ(seen.editedFields, std::vector<std::string>{"caption"});
  EXPECT_EQ(world.send_as(world.dan, "PATCH", path, R"({"caption":"x"})").status, 403);
  EXPECT_EQ(world.send_as(world.bob, "PATCH", path, R"({"caption":"x"})").status, 404);
}

TEST(Products, AreListedInManyOrders) {
  ProductsWorld world;
  world.add(world.northwind, {{.name = "B", .price = "5"}});
  world.now_ms += kHour;
  world.add(world.northwind, {{.name = "A", .price = ""}, {.name = "C", .price = "7"}});
  EXPECT_EQ(world.names(world.ada), "C|A|B");
  EXPECT_EQ(world.names(world.ada, "?sort=name"), "A|B|C");
  EXPECT_EQ(world.names(world.ada, "?sort=price_asc"), "B|C|A");
  EXPECT_EQ(world.names(world.ada, "?sort=price_desc"), "C|B|A");
  EXPECT_EQ(world.names(world.ada, "?minPrice=6"), "C");
  EXPECT_EQ(world.names(world.ada, concat("?updatedSince=", to_rfc3339({world.now_ms}))), "C|A");
  EXPECT_EQ(world.names(world.ada, concat("/organization/", world.northwind)), "C|A|B");
  EXPECT_EQ(world.get_as(world.bob, concat("/organization/", world.northwind)).status, 403);
  for (const char* sort : {"newest", "name", "price_asc", "price_desc", "updated"}) {
    const auto page = world.list(world.ada, concat("?limit=2&sort=", sort));
    ASSERT_TRUE(page.nextCursor) << sort;
    const auto rest = world.list(world.ada, concat("?sort=", sort, "&cursor=", *page.nextCursor));
    ASSERT_EQ(rest.data.size(), 1u) << sort;
    EXPECT_NE(rest.data[0].id, page.data[0].id);
    EXPECT_NE(rest.data[0].id, page.data[1].id);
  }
}

}  // namespace
}  // namespace crow::products
