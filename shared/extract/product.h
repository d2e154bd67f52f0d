// What is learnt from a page: values, where each comes from, and how sure it is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crow::extract {

// Where a value was read.
enum class Source : std::uint8_t {
  none,
  json_ld,
  microdata,
  rdfa,
  open_graph,  // <meta property="og:…"> and product:…
  meta,        // Any other <meta>.
  state,       // Application state in a script.
  shopify,     // Shopify's product JSON, in the page or by itself.
  feed,        // A Merchant feed.
  attribute,   // data-* attributes and hidden inputs.
  visible,     // What a visitor sees, found by its place.
  label,       // What a visitor sees behind a label: "SKU: 123".
  button,      // The buy button.
  title,       // <title>.
  url,
};
std::string_view name_of(Source source);

enum class Availability : std::uint8_t { unknown, in_stock, out_of_stock, pre_order, discontinued };
// schema.org's word: "InStock".
std::string_view name_of(Availability availability);

// One field. Without a value the source is none.
struct Fact {
  std::string value;
  Source source = Source::none;
  double confidence = 0;  // 0 to 1; of 100 values at .9, about 90 are right.

  explicit operator bool() const { return source != Source::none; }
};

struct Image {
  std::string url;
  std::string alt;
  Source source = Source::none;
};

struct Product {
  Fact name, description, brand, sku, gtin, mpn;
  Fact price;       // A decimal with a point: "1299", "12.90".
  Fact list_price;  // Struck through, recommended, or before the sale.
  Fact currency;    // ISO 4217.
  Fact availability;
  Fact url;     // The canonical address.
  Fact rating;  // "4.5", of five.
  Fact rating_count;
  std::vector<std::string> categories;  // From the outermost.
  std::vector<Image> images;            // The main one first.
};

enum class PageKind : std::uint8_t { product, listing, other };
std::string_view name_of(PageKind kind);

struct Page {
  PageKind kind = PageKind::other;
  // A product page's one product; a listing's many; of other pages none.
  std::vector<Product> products;
  std::string canonical_url;
  std::string language;  // "de", "pt-br", or empty.
  bool is_noindex = false;
};

}  // namespace crow::extract
