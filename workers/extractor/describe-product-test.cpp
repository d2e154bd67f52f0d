#include "workers/extractor/describe-product.h"

#include "workers/extractor/testing.h"

namespace crow::extractor {
namespace {

extract::Fact fact(std::string value) { return {std::move(value), extract::Source::json_ld, 0.95}; }

TEST(DescribeProduct, LeavesOutWhatWasNotFound) {
  World world;
  const Product product = describe_product({}, "https://shop.example/");
  EXPECT_FALSE(product.name || product.url || product.price || product.rating);
  EXPECT_EQ(product.provenance.text, "{}");
}

TEST(DescribeProduct, ResolvesAddressesAndCutsWhatIsTooLong) {
  World world;
  extract::Product found;
  found.name = fact(std::string(900, 'n'));
  found.url = fact("/p/1");
  found.mpn = fact("M1");
  found.rating = fact("4.5");
  found.rating_count = fact("many");
  found.images = {{"//cdn.example/1.jpg", "One", extract::Source::json_ld},
                  {"data:image/png;base64,x", "", extract::Source::json_ld}};
  found.categories.assign(30, "c");
  const Product product = describe_product(found, "https://shop.example/x");
  EXPECT_EQ(product.name->size(), 500u);
  EXPECT_EQ(product.url, "https://shop.example/p/1");
  EXPECT_EQ(product.sku, "M1") << "the maker's number, where the shop has none";
  ASSERT_EQ(product.images.size(), 1u);
  EXPECT_EQ(product.images[0].url, "https://cdn.example/1.jpg");
  EXPECT_EQ(product.categories.size(), 12u);
  EXPECT_EQ(product.rating->value, 4.5);
  EXPECT_EQ(product.rating->count, 0);
}

TEST(DescribeProduct, CutsWhatIsNoText) {
  using namespace std::string_literals;
  extract::Product found;
  found.name = fact("N\0ul \xFF\u00fc"s);
  found.brand = fact("\0"s);
  found.availability = fact("In\0Stock"s);
  found.images = {{"https://shop.example/1\0.jpg"s, "\0One"s, extract::Source::json_ld}};
  found.categories = {"a\0b"s};
  const Product product = describe_product(found, "https://shop.example/");
  EXPECT_EQ(product.name, "Nul \uFFFD\u00fc");
  EXPECT_FALSE(product.brand);
  EXPECT_EQ(product.availability, "InStock");
  EXPECT_EQ(product.categories, std::vector<std::string>{"ab"});
  EXPECT_FALSE(product.images[0].url.contains('\0'));
  EXPECT_EQ(product.images[0].alt, "One");
}

}  // namespace
}  // namespace crow::extractor
