// Any bytes are a feed of products, or of none; and loose JSON is a tree that ends.
#include "shared/extract/feed.h"

#include "shared/core/text.h"
#include "shared/extract/charset.h"
#include "shared/extract/loose-json.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  const auto feed = crow::extract::read_feed(text, {.bytes = 1u << 20, .products = 100});
  crow::fuzz::insist(feed.products.size() <= 100);
  for (const auto& product : feed.products) crow::fuzz::insist(product.name || product.sku);

  std::size_t end = 0;
  const auto json = crow::extract::read_loose_json(text, &end, {.depth = 8, .values = 1'000});
  crow::fuzz::insist(end <= text.size() && json.values().size() <= 1'000);
  for (std::size_t i = 1; i < json.values().size(); ++i) {
    const auto& value = json.values()[i];
    crow::fuzz::insist(value.next == 0 || value.next > i);
    crow::fuzz::insist(value.child == 0 || value.child > i);
  }

  const std::string charset = crow::extract::sniff_charset(text);
  const auto decoded = crow::extract::to_utf8(text, charset);
  crow::fuzz::insist(decoded.has_value() == crow::extract::is_known_charset(charset));
  if (decoded) crow::fuzz::insist(crow::is_utf8(*decoded));
  return 0;
}
