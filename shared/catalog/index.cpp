#include "shared/catalog/index.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::products {

std::string term_of(std::int64_t catalog, std::string_view word) {
  return concat(catalog, '_', word);
}

std::string stem_key(std::string_view word, lexical::Language language) {
  return concat(name_of(language), ':', lexical::stem_of(word, language));
}

std::string backwards(std::string_view word) {
  std::string out;
  while (!word.empty()) {
    const std::string_view letter = cut_code_points(word, 1);
    out.insert(0, letter);
    word.remove_prefix(letter.size());
  }
  return out;
}

std::string text_of(const lexical::Lengths& lengths) {
  std::string out;
  for (std::size_t i = 0; i < kFields; ++i) out += concat(i ? " " : "", int{lengths[i]});
  return out;
}

lexical::Lengths lengths_of(std::string_view text) {
  lexical::Lengths lengths{};
  for (std::size_t i = 0; i < kFields && !text.empty(); ++i)
    lengths[i] = static_cast<std::uint16_t>(
        std::clamp<std::int64_t>(to_number(split_off(text, ' ')).value_or(0), 0, 65'535));
  return lengths;
}

}  // namespace crow::products
