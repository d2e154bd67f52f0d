// Words of shops in many languages: what buys, what is in stock, what names a price or a number.
// All tables are folded; a phrase fits where it begins and ends with a word.
#pragma once

#include <string_view>

#include "shared/extract/product.h"

namespace crow::extract {

// What a button that says this does.
enum class ButtonKind : std::uint8_t { none, buy, notify, sold_out, preorder };
ButtonKind button_kind(std::string_view folded);

// Whether a button fills a wish list, compares, or shows the cart: it buys nothing.
bool is_aside_button(std::string_view folded);

// Whether a text is one of the phrases that buy, and nothing else.
bool is_buy_phrase(std::string_view folded);

// Whether the name of a class, an id or an action speaks of adding to a cart.
bool names_buying(std::string_view lower);

// Whether a text has a phrase that says so; a sentence around it may mean something else.
bool says_sold_out(std::string_view folded);
bool says_preorder(std::string_view folded);

// What a short text says about stock; unknown when it says nothing, or is a heading or a condition.
Availability stock_in(std::string_view folded);

// Whether a heading says that what follows are other products: "You may also like".
bool announces_others(std::string_view folded);

// What stands before or behind a price and says what it is.
enum class PriceLabel : std::uint8_t {
  none,
  price,
  sale,
  old,
  regular,
  shipping,
  instalment,
  saving,
  unit,
  from,
  member,
  net,
  gross,
  option
};
PriceLabel label_before(std::string_view folded);
// "Lowest price of the last 30 days": whatever the words just before the amount are.
bool tells_lowest_price(std::string_view folded);
PriceLabel label_behind(std::string_view folded);

}  // namespace crow::extract
