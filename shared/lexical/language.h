// Languages, as far as search needs them: which one a text is in, and what its words have in common
// with their other forms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/lexical/words.h"

namespace crow::lexical {

enum class Language : std::uint8_t { unknown, en, de, fr, es, it, nl };
constexpr auto names(Language) {
  return std::to_array<std::string_view>({"unknown", "en", "de", "fr", "es", "it", "nl"});
}
inline constexpr std::size_t kLanguages = names(Language{}).size();

// By its small words: at least two of them, and more than any other language has.
Language language_of(const std::vector<Word>& words);

// Whether a word says nothing by itself, in any of the languages: the, und, pour.
bool is_small_word(std::string_view word);

// What the forms of a word share: "shoe" for shoes, "schuh" for Schuhe and Schuhen. English is
// Porter's algorithm of 1980; the others take off the endings of number, gender and case.
std::string stem_of(std::string_view word, Language language);

}  // namespace crow::lexical
