#include "workers/crawler/seen-product.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

extractor::Product whole() {
  extractor::Product out = product("A1").products[0];
  out.url = "https://Shop.example/p/1?utm_source=x";
  out.description = "About it.";
  out.gtin = "4006381333931";
  out.categories = {"Shoes", ""};
  out.images = {{"https://shop.example/1.jpg", "One"}, {"no address", ""}};
  out.rating = extractor::Rating{4.5, 12};
  out.provenance.text = R"({"price":{"source":"json_ld","confidence":0.9}})";
  return out;
}

TEST(SeenProduct, IsWhatProductsTakesIn) {
  World world;
  const auto seen = seen_product(whole(), {1'000});
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->url->value, "https://shop.example/p/1");
  EXPECT_EQ(seen->name.value, "Product A1");
  EXPECT_EQ(seen->price->value, "9.99");
  EXPECT_EQ(seen->currency->value, "EUR");
  EXPECT_EQ(seen->availability, products::Availability::InStock);
  EXPECT_EQ(seen->categories.value.size(), 1u);
  ASSERT_EQ(seen->images.value.size(), 1u);
  EXPECT_EQ(seen->images.value[0].alt->value, "One");
  EXPECT_EQ(seen->rating->count->value, 12);
  EXPECT_EQ(seen->seenAt, Timestamp{1'000});
  EXPECT_TRUE(json::read<products::SeenProduct>(json::write(*seen)));
}

TEST(SeenProduct, LeavesOutWhatIsOutOfBounds) {
  World world;
  extractor::Product odd = whole();
  odd.name = std::string(600, 'n');
  odd.sku = std::string(300, 's');
  odd.price = "about ten";
  odd.currency = "euro";
  odd.availability = "Perhaps";
  odd.url = "javascript:alert(1)";
  odd.rating = extractor::Rating{-1, 2};
  odd.categories.assign(40, std::string(300, 'c'));
  for (int i = 0; i < 80; ++i) odd.images.push_back({"https://shop.example/x.jpg", ""});
  const auto seen = seen_product(odd, {});
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->name.value.size(), 500u);
  EXPECT_EQ(seen->sku->value.size(), 128u);
  EXPECT_FALSE(seen->price || seen->currency || seen->url || seen->rating);
  EXPECT_EQ(seen->availability, products::Availability::Unknown);
  EXPECT_TRUE(json::read<products::SeenProduct>(json::write(*seen)));
}

TEST(SeenProduct, NeedsAName) {
  World world;
  extractor::Product nameless = whole();
  nameless.name = std::nullopt;
  EXPECT_FALSE(seen_product(nameless, {}));
  nameless.name = "\xff";
  EXPECT_FALSE(seen_product(nameless, {}));
}

TEST(SeenProduct, IsKnownByAddressAndSku) {
  World world;
  const auto one = *seen_product(whole(), {});
  auto other = one;
  other.name.value = "Another name";
  EXPECT_EQ(identity_of(one), identity_of(other));
  other.sku->value = "A2";
  EXPECT_NE(identity_of(one), identity_of(other));
}

}  // namespace
}  // namespace crow::crawler
