// Text as comparisons want it: one spelling for what people read as the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crow::extract {

// The next code point of `text` from `at` on, which moves behind it. Bytes that are not UTF-8 come
// as U+FFFD, one by one.
char32_t next_code_point(std::string_view text, std::size_t& at);

// Any kind of blank, also without width: U+00A0, U+200B, U+202F, U+3000, U+FEFF.
bool is_blank(char32_t code);

// Lower case without accents, in Latin, Greek and Cyrillic; full-width forms and foreign digits as
// ASCII; typographic quotes and dashes as ASCII; blanks as single spaces, none at the ends.
//
//   fold(" Größe:\u00A0Über\u2011ｌａｎｇ ") == "grosse: uber-lang"
std::string fold(std::string_view text);

// Blanks as single spaces, none at the ends; else unchanged.
std::string collapse(std::string_view text);

// How alike two folded texts are by their words: 0 to 1 (Dice).
double similarity(std::string_view a, std::string_view b);

// FNV-1a, for telling texts apart quickly.
std::uint64_t hash_of(std::string_view text);

}  // namespace crow::extract
