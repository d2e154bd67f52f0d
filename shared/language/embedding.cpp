#include "shared/language/embedding.h"

#include <span>

#include "shared/language/hashing.h"
#include "shared/language/numbers.h"
#include "shared/language/words.h"

namespace crow::language {

std::vector<float> embed(std::string_view text, const Lsa*) {
  std::vector<float> vector(kDimensions);
  const std::span<float> spelling = std::span(vector).first(kSpellingDimensions);
  add_features(spelling, words_of(text), [](const std::string& word) { return weight_of(word); });
  normalise(vector);
  return vector;
}

}  // namespace crow::language
