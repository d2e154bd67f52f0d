// The words of a text, as the index and the queries write them.
//
//   for (const Word& word : words_of("Wander-Größe 2½ für Ada's T-Shirt")) …
//     wander grosse wandergrosse 2 fur ada t shirt tshirt
//
// A word is a run of letters and digits of any script, in lower case without accents (fold.h); the
// 's of a possessive is no part of it. Scripts without blanks between words give a word for each
// character. What hyphens, slashes, dots or ampersands hold together is there in its parts and once
// more in one piece, since people write it either way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crow::lexical {

struct Word {
  std::string text;
  std::size_t begin = 0, end = 0;  // Where it stands in the text, in bytes.
  bool is_joined = false;          // Several words in one piece; each of them is there too.
  bool operator==(const Word&) const = default;
};

// Longer ones are cut: nobody looks for them by their end.
inline constexpr std::size_t kWordBytesMax = 48;

// At most so many.
inline constexpr std::size_t kWordsMax = 4'000;

std::vector<Word> words_of(std::string_view text);

// The letters and digits of a word apart: "500ml" is 500 and ml. Empty when there is but one part.
std::vector<std::string> parts_of(std::string_view word);

}  // namespace crow::lexical
