#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(DescribeProduct, IsMadeOfItsFields) {
  Models world;
  const auto made = world.ask<Description>("describe-product", R"({"name":"Runner 3",
      "brand":"Alder","description":"A light shoe for long roads. Mesh upper.","price":"89.90",
      "currency":"EUR","availability":"InStock","categories":["Shoes","Running shoes"],
      "captions":["A red shoe from the side."]})");
  EXPECT_EQ(made.text,
            "Runner 3 by Alder, in Running shoes. A light shoe for long roads. Costs 89.90 EUR, in "
            "stock.");
  EXPECT_EQ(made.features, (std::vector<std::string>{"A light shoe for long roads", "Mesh upper",
                                                     "A red shoe from the side."}));
}

TEST(DescribeProduct, DoesNotRepeatTheBrandNorInventAPrice) {
  Models world;
  EXPECT_EQ(world
                .ask<Description>("describe-product", R"({"name":"Alder Runner","brand":"Alder",
      "availability":"Unknown"})")
                .text,
            "Alder Runner.");
  EXPECT_EQ(
      world.ask<Description>("describe-product", R"({"name":"Mug","availability":"OutOfStock"})")
          .text,
      "Mug. It is out of stock.");
}

}  // namespace
}  // namespace crow::models
