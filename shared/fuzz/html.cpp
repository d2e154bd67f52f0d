// Any bytes make a tree whose nodes stand in order, inside of their parents; and any page gives
// values that are UTF-8 when the page is. The first line is the page's address.
#include "shared/extract/html.h"

#include "shared/core/text.h"
#include "shared/extract/extract.h"
#include "shared/extract/price.h"
#include "shared/fuzz/target.h"

namespace {

void check_tree(const crow::extract::Document& page) {
  for (crow::extract::Id id = 1; id < page.size(); ++id) {
    const crow::extract::Node& node = page[id];
    crow::fuzz::insist(node.parent < id && node.end > id && node.end <= page[node.parent].end);
    crow::fuzz::insist(node.depth <= 17);
  }
}

void check_fact(const crow::extract::Fact& fact) {
  crow::fuzz::insist(fact.confidence >= 0 && fact.confidence <= 1);
  crow::fuzz::insist(fact.value.empty() == !fact);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = crow::fuzz::text_of(data, size);
  const crow::extract::HtmlLimits limits{.bytes = 1u << 20, .nodes = 20'000, .depth = 16};
  check_tree(crow::extract::parse_html(text, limits));
  check_tree(crow::extract::parse_xml(text, limits));

  const bool is_sound = crow::is_utf8(text);
  const std::string_view url = crow::split_off(text, '\n');
  const crow::extract::Page page = crow::extract::extract(text, url, limits);
  crow::fuzz::insist((page.kind == crow::extract::PageKind::product) ==
                         (page.products.size() == 1) ||
                     page.kind == crow::extract::PageKind::listing);
  for (const crow::extract::Product& product : page.products) {
    for (const auto* fact :
         {&product.name, &product.description, &product.brand, &product.sku, &product.gtin,
          &product.mpn, &product.price, &product.list_price, &product.currency,
          &product.availability, &product.url, &product.rating, &product.rating_count}) {
      check_fact(*fact);
      if (is_sound) crow::fuzz::insist(crow::is_utf8(fact->value));
    }
    if (product.price) crow::fuzz::insist(product.price.value != "0");
    if (product.currency) crow::fuzz::insist(crow::extract::is_currency(product.currency.value));
  }
  return 0;
}
