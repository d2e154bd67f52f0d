#include "workers/products/merge.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Merge, TellsProductsByPageAndSku) {
  const std::optional<std::string> url = "https://shop.example/a", sku = "1", gtin = "2", none;
  EXPECT_EQ(identity_of(url, sku, gtin, "A"), "url https://shop.example/a\n1");
  EXPECT_EQ(identity_of(url, none, gtin, "A"), "url https://shop.example/a\n");
  EXPECT_EQ(identity_of(none, sku, gtin, "A"), "sku 1");
  EXPECT_EQ(identity_of(none, none, gtin, "A"), "gtin 2");
  EXPECT_EQ(identity_of(none, none, none, "Gr\u00f6\u00dfe"), "name grosse");
}

TEST(Merge, KeepsWhatAnotherVisitDidNotSee) {
  const Timestamp now{1'790'000'000'000};
  const auto seen = [](std::string name) {
    SeenProduct made;
    made.name = {std::move(name)};
    return made;
  };
  SeenProduct first = seen("Shoe");
  first.brand = Brand{"Peak"};
  first.price = Amount{"10"};
  first.currency = Currency{"EUR"};
  Stored stored = from_seen(std::move(first), "north", "p1", now);
  EXPECT_EQ(stored.amount, 100'000);
  EXPECT_EQ(merge_seen(stored, seen("Shoe"), now), Outcome::unchanged);
  EXPECT_EQ(merge_seen(stored, seen("Red shoe"), now), Outcome::updated);
  EXPECT_EQ(stored.row.brand, "Peak");
  EXPECT_EQ(stored.row.price, "10.00");
}

}  // namespace
}  // namespace crow::products
