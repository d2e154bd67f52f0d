// What the visible page tells where nothing is marked up: which heading names the product, which
// button buys it, and which of the many prices is its price. Every price is judged by where it
// stands, what it is called and what stands around it; the weights are in visible.cpp.
#pragma once

#include <string>
#include <vector>

#include "shared/extract/layout.h"
#include "shared/extract/phrases.h"
#include "shared/extract/price.h"

namespace crow::extract {

// All that the readers of a page share. Document outlives it.
struct View {
  const Document& page;
  Hints hints;
  Layout layout;
  Locale locale;
};
View make_view(const Document& page, const Locale& locale);

struct TitleFound {
  Id node = kNone;
  std::string text;  // As written.
  double score = 0;
};
// `names` are what markup and metadata call the product, the surest first.
TitleFound find_title(const View& view, const std::vector<std::string>& names);

// The boxes behind the title that headings announce as other products, whatever their classes.
std::vector<Id> find_other_products(const View& view, Id title);

// The members of lists of products, known by their shape alone: four or more boxes of one kind in a
// row, each with a link and a price.
std::vector<Id> find_cards(const View& view, Id title);

struct Button {
  Id node = kNone;
  ButtonKind kind = ButtonKind::none;
  bool is_disabled = false;
  double score = 0;  // How surely it is the main product's.
};
std::vector<Button> find_buttons(const View& view, Id title);

struct PriceFound {
  Id node = kNone;
  PriceText price;
  double score = 0;         // Above 4 likely, above 7 sure.
  bool is_old = false;      // Struck through, or called so.
  bool is_regular = false;  // Called the regular price, which is the old one beside another.
  bool is_sale = false;     // Called the price now.
  bool is_saving = false;   // Called what is saved.
  bool is_net = false, is_gross = false;
};
// The best first. `title` and `button` may be kNone.
std::vector<PriceFound> find_visible_prices(const View& view, Id title, Id button);

}  // namespace crow::extract
