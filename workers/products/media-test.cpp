#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Products, ShowImagesThatWereFetchedAndWhatIsSeenInThem) {
  ProductsWorld world;
  const std::string id = world.add(
      world.northwind, {{.more = R"("images":[{"url":"https://shop.example/a.jpg"}])"}})[0];
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
  EXPECT_EQ(set(world.northwind, R"(,"images":[])"), 204);
  const auto without = read_body<Product>(world.get_as(world.dan, concat("/", id)));
  ASSERT_EQ(without.images.size(), 1u) << "the shop's own";
  EXPECT_EQ(without.images[0].url, "https://shop.example/a.jpg");

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
  EXPECT_EQ(set(world.northwind, R"(,"images":[])"), 204);
  ASSERT_EQ(world.send_as(world.ada, "PATCH", path, R"({"caption":""})").status, 200);
  seen = read_body<AiDescriptions>(world.get_as(world.dan, path));
  EXPECT_EQ(seen.caption, "A boot") << "what was seen meanwhile";
  EXPECT_EQ(seen.editedFields, std::vector<std::string>());
  EXPECT_EQ(world.send_as(world.dan, "PATCH", path, R"({"caption":"x"})").status, 403);
  EXPECT_EQ(world.send_as(world.bob, "PATCH", path, R"({"caption":"x"})").status, 404);
}

}  // namespace
}  // namespace crow::products
