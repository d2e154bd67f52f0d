// The words of a text, as search and embeddings take them.
//
//   words_of("Men's Running-Shoes, größe 42")   →   men running shoe grosse 42
//   words_of("紅色運動鞋")                       →   紅色 色運 運動 動鞋
//
// Folded as comparisons want it (shared/extract/fold.h: one case, no accents), plurals cut off as
// English, French and Spanish make them. Scripts that set no blanks give every two characters that
// stand together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crow::language {

constexpr std::size_t kWordsMax = 2'000;   // Of one text; what follows them is not looked at.
constexpr std::size_t kWordBytesMax = 64;  // What is longer is cut: nobody searches for it.

std::vector<std::string> words_of(std::string_view text, std::size_t limit = kWordsMax);

// Without the ending of a plural: dresses → dress, parties → party, shoes → shoe.
std::string singular(std::string word);

// Names a word in models, which hold no texts.
std::uint32_t id_of(std::string_view word);

// How much a word says before anything was counted: 1, or little for the words that hold sentences
// together in twelve languages.
float weight_of(std::string_view word);

}  // namespace crow::language
