// Numbers that name a product: article numbers behind labels in many languages, GTINs with their
// check digits, and brands, which pages label the same way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/visible.h"

namespace crow::extract {

enum class LabelKind : std::uint8_t { none, sku, model, mpn, gtin, brand };

struct LabelFit {
  LabelKind kind = LabelKind::none;
  double strength = 0;   // 1 for "SKU", less for words that may mean something else.
  std::size_t size = 0;  // Bytes of the folded text.
};
// The label that a folded text begins with.
LabelFit label_at(std::string_view folded);

struct Labelled {
  LabelKind kind;
  std::string value;  // As written.
  Id node = kNone;
  double score = 0;  // Above 3 likely.
};
// "SKU: AB-1", <th>Art.-Nr.</th><td>AB-1</td>, <span class="sku">AB-1</span>, data-sku="AB-1".
std::vector<Labelled> find_labelled(const View& view, Id title);

// Whether a text can be an article number: short, with a digit or in capitals, no price, no word.
bool looks_like_sku(std::string_view text);

// The digits of a GTIN-8, -12, -13 or -14, or of an ISBN-10 as its GTIN-13, when the check digit
// fits; else empty. Blanks and hyphens may stand between.
std::string valid_gtin(std::string_view text);

}  // namespace crow::extract
