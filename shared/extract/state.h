// Products in the scripts of a page: what shop systems and their analytics leave there. Next, Nuxt,
// Redux and Apollo state, Google's and Facebook's data layers, Shopify, Magento, WooCommerce.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/html.h"
#include "shared/extract/loose-json.h"
#include "shared/extract/product.h"

namespace crow::extract {

struct StateProduct {
  Source source = Source::state;
  std::string name, price, list_price, currency, sku, id, brand, gtin, availability, url, category;
  std::string description;
  std::vector<std::string> images;
  bool is_minor_units = false;  // Cents, as Shopify writes prices.
  bool is_detail = false;       // Said to be the product that is being viewed.
  double likeness = 0;          // Of its name to the title, once that is known.
};

// `title` folded. Those that are like it come first.
std::vector<StateProduct> read_state(const Document& page, std::string_view title);

// The products of one JSON document, such as Shopify's /products/x.json or /products.json.
std::vector<StateProduct> products_in(const Json& json);

}  // namespace crow::extract
