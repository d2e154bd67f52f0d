// Product feeds as shops make them for Google Merchant and others: RSS 2.0 or Atom with g: names,
// CSV, and text with tabs; and the JSON that Shopify serves beside each product.
//
//   const Feed feed = read_feed(text);
//   for (const Product& product : feed.products) use(product.price.value);
#pragma once

#include <string_view>
#include <vector>

#include "shared/extract/product.h"

namespace crow::extract {

enum class FeedFormat : std::uint8_t { unknown, xml, csv, tsv, json };

struct FeedLimits {
  std::size_t bytes = 64u << 20;
  std::size_t products = 100'000;
};

struct Feed {
  FeedFormat format = FeedFormat::unknown;
  std::vector<Product> products;
  std::size_t skipped = 0;  // Rows without a title and without an id.
  bool is_cut = false;      // A limit was reached.
};

// The format is told by the text itself. Rows that are broken are left out, the others stay.
Feed read_feed(std::string_view text, const FeedLimits& limits = {});

// The next record of CSV (RFC 4180) or, with a tab as `separator`, TSV; `at` moves behind it. A
// quote inside of an unquoted field is a character, an unclosed one ends with the text.
std::vector<std::string> read_record(std::string_view text, char separator, std::size_t& at);

}  // namespace crow::extract
