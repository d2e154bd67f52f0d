#include "shared/lexical/likeness.h"

#include <algorithm>
#include <array>

#include "shared/core/text.h"

namespace crow::lexical {
namespace {

constexpr std::size_t kLettersMax = 64;

std::vector<std::string_view> letters_of(std::string_view word) {
  std::vector<std::string_view> letters;
  while (!word.empty()) {
    const std::string_view letter = cut_code_points(word, 1);
    letters.push_back(letter);
    word.remove_prefix(std::max<std::size_t>(letter.size(), 1));
  }
  return letters;
}

}  // namespace

std::vector<std::string> trigrams_of(std::string_view word) {
  std::vector<std::string_view> letters = letters_of(word);
  letters.insert(letters.begin(), "^");
  letters.push_back("$");
  std::vector<std::string> grams;
  for (std::size_t i = 2; i < letters.size(); ++i) {
    std::string gram = concat(letters[i - 2], letters[i - 1], letters[i]);
    if (std::ranges::find(grams, gram) == grams.end()) grams.push_back(std::move(gram));
  }
  return grams;
}

std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  const auto x = letters_of(a), y = letters_of(b);
  if (x.size() > kLettersMax || y.size() > kLettersMax) return most + 1;
  if (std::max(x.size(), y.size()) - std::min(x.size(), y.size()) > most) return most + 1;
  // Three rows of the table: a swap looks two back.
  std::array<std::array<std::size_t, kLettersMax + 1>, 3> rows{};
  for (std::size_t j = 0; j <= y.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& last = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const bool is_same = x[i - 1] == y[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (is_same ? 0 : 1)});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[x.size() % 3][y.size()], most + 1);
}

std::size_t slips_of(std::string_view word) {
  if (std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; })) return 0;
  const std::size_t letters = letters_of(word).size();
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

}  // namespace crow::lexical
