#include "shared/catalog/stored.h"

#include <gtest/gtest.h>

namespace crow::products {
namespace {

TEST(Stored, KeepsTextsAsJson) {
  EXPECT_EQ(json_of({"a", "b\""}).text, R"(["a","b\""])");
  EXPECT_EQ(texts_of(json_of({"a", "b\""})), (std::vector<std::string>{"a", "b\""}));
  EXPECT_EQ(texts_of({"nope"}), std::vector<std::string>());
}

TEST(Stored, ShowsTheImagesThatWereFetchedBeforeThoseThatTheShopNames) {
  Shown shown;
  shown.row.sourceImages.text = R"([{"url":"https://shop.example/1.jpg","alt":"A shoe"}])";
  shown.row.rating = RawJson{R"({"value":4.5,"count":3})"};
  const Product before = product_of(shown);
  ASSERT_EQ(before.images.size(), 1u);
  EXPECT_EQ(before.images[0].url, "https://shop.example/1.jpg");
  EXPECT_EQ(before.images[0].alt, "A shoe");
  EXPECT_FALSE(before.images[0].key);
  EXPECT_FALSE(before.images[0].width);
  EXPECT_EQ(before.rating->value.value, 4.5);
  shown.images =
      RawJson{R"([{"key":"k1","url":"https://api.example/k1","width":4,"height":3,"alt":null}])"};
  const Product after = product_of(shown);
  ASSERT_EQ(after.images.size(), 1u);
  EXPECT_EQ(after.images[0].key, "k1");
  EXPECT_EQ(after.images[0].width, 4);
}

}  // namespace
}  // namespace crow::products
