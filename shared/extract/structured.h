// What a page says of itself in schema.org's words, whichever way it writes them: JSON-LD,
// microdata and RDFa become the same flat list of items, and those that are products one plain
// struct each.
//
//   const Items items = read_items(page);
//   for (const MarkedProduct& product : marked_products(items)) use(product.offers);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/html.h"
#include "shared/extract/product.h"

namespace crow::extract {

struct Item {
  struct Property {
    std::string name;  // As written, without vocabulary: "offers", "lowPrice".
    std::string text;  // Of a plain value.
    int item = -1;     // The index of a nested item.
    Id node = kNone;   // Where it stands, when it stands in markup.
  };

  std::vector<std::string> types;  // Without vocabulary: "Product".
  std::vector<Property> properties;
  Source source = Source::json_ld;
  Id node = kNone;
  int parent = -1;  // The item that names this one first, and by which property.
  std::string via;

  bool is(std::string_view type) const;
  // The first plain value of a property that is not blank; empty without one.
  std::string_view text(std::string_view name) const;
};

using Items = std::vector<Item>;

Items read_items(const Document& page);

// The parts of read_items; each appends.
void read_json_ld(std::string_view script, Items& items);
void read_microdata(const Document& page, Items& items);
void read_rdfa(const Document& page, Items& items);

struct MarkedOffer {
  std::string price;  // As written, in the machine's spelling or not.
  std::string currency;
  std::string availability;
  std::string sku, gtin, mpn, name, url;
  bool is_list_price = false;
  bool is_range = false;  // lowPrice of an aggregate.
};

struct MarkedProduct {
  Source source = Source::json_ld;
  Id node = kNone;
  std::string name, description, brand, sku, mpn, gtin, product_id, group_id, url, category;
  std::string rating, rating_count;
  std::vector<std::string> images;
  std::vector<MarkedOffer> offers;
  // Named by another product or a list, not the page's own subject.
  bool is_related = false;
  bool is_variant = false;
};

std::vector<MarkedProduct> marked_products(const Items& items);

// The texts of BreadcrumbList, from the outermost.
std::vector<std::string> marked_breadcrumbs(const Items& items);

// Whether some item is of this type.
bool has_type(const Items& items, std::string_view type);

}  // namespace crow::extract
