// All that was found on a page, before anything is decided; and the functions that decide, one for
// each field. Used by extract.cpp alone.
#pragma once

#include <string>
#include <vector>

#include "shared/extract/identifiers.h"
#include "shared/extract/metadata.h"
#include "shared/extract/state.h"
#include "shared/extract/stock.h"
#include "shared/extract/structured.h"
#include "shared/extract/visible.h"

namespace crow::extract {

struct Evidence {
  const Document& page;
  std::string url;  // The page's own, as fetched.
  Metadata meta;
  Items items;
  std::vector<MarkedProduct> marked;        // All of them.
  std::vector<const MarkedProduct*> mains;  // Those that are the page's subject, the surest first.
  View view;
  TitleFound title;
  std::vector<Button> buttons;
  std::vector<PriceFound> prices;
  std::vector<Labelled> labelled;
  std::vector<StockFound> stock;
  std::vector<StateProduct> state;  // Those that are like the title, the likest first.

  const Button* main_button() const { return buttons.empty() ? nullptr : &buttons.front(); }
};

Evidence gather(const Document& page, std::string_view url);

// 0 to 1 out of a sum of weights, where `even` is as likely right as wrong.
double confidence_of(double score, double even, double spread);

struct PriceChoice {
  Fact price, list_price, currency;
};
PriceChoice choose_price(const Evidence& evidence);
Fact choose_sku(const Evidence& evidence);
Fact choose_mpn(const Evidence& evidence);
Fact choose_gtin(const Evidence& evidence);
Fact choose_availability(const Evidence& evidence, bool has_price);
Fact choose_name(const Evidence& evidence);
Fact choose_brand(const Evidence& evidence);
Fact choose_description(const Evidence& evidence);
std::vector<std::string> choose_categories(const Evidence& evidence);
std::vector<Image> choose_images(const Evidence& evidence);

// One marked product by itself, as listings have many.
Product plain_product(const MarkedProduct& marked, const Locale& locale, std::string_view url);

// The offer that stands for a product: that of the page's own address, else one in stock.
const MarkedOffer* main_offer(const MarkedProduct& product, std::string_view url);

}  // namespace crow::extract
