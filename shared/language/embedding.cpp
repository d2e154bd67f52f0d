#include "shared/language/embedding.h"

#include <span>

#include "shared/language/hashing.h"
#include "shared/language/lsa.h"
#include "shared/language/numbers.h"
#include "shared/language/words.h"

namespace crow::language {

std::vector<float> embed(std::string_view text, const Lsa* lsa, const Mixture& mixture) {
  std::vector<float> vector(kDimensions);
  const std::span<float> spelling = std::span(vector).first(kSpellingDimensions);
  const std::span<float> meaning = std::span(vector).last(kMeaningDimensions);
  const std::vector<std::string> words = words_of(text);
  add_features(
      spelling, words,
      [lsa](const std::string& word) { return lsa ? lsa->weight_of(word) : weight_of(word); },
      mixture.spelling);
  normalise(spelling);
  if (lsa && lsa->project(row_of(words), meaning)) {
    // Each part has length 1: with these factors the whole has again.
    const auto meant = static_cast<float>(square_root(static_cast<double>(mixture.meaning)));
    const auto spelt = static_cast<float>(square_root(1 - static_cast<double>(mixture.meaning)));
    for (float& value : meaning) value *= meant;
    for (float& value : spelling) value *= spelt;
  }
  return vector;
}

}  // namespace crow::language
