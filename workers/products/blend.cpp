#include "workers/products/blend.h"

#include <algorithm>
#include <unordered_map>

#include "shared/lexical/words.h"

namespace crow::products {
namespace {

constexpr double kConstant = 60;  // Of the fusion: how fast a rank loses weight.
constexpr double kWordsWeight = 1.0;
constexpr double kMeaningWeight = 0.7;

// What the last look adds, as shares of the score.
constexpr double kExactName = 0.6;
constexpr double kExactNumber = 1.0;
constexpr double kTogether = 0.12;
constexpr double kCoverage = 0.5;

bool comes_first(const Candidate& a, const Candidate& b) {
  return a.score != b.score ? a.score > b.score : a.document < b.document;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out;
  for (lexical::Word& word : lexical::words_of(text))
    if (!word.is_joined) out.push_back(std::move(word.text));
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

// The share of neighbours in the query that are neighbours in the name.
double togetherness(const std::vector<std::string>& asked, const std::vector<std::string>& name) {
  if (asked.size() < 2) return 0;
  int found = 0;
  for (std::size_t i = 0; i + 1 < asked.size(); ++i)
    for (std::size_t k = 0; k + 1 < name.size(); ++k)
      if (name[k] == asked[i] && name[k + 1] == asked[i + 1]) {
        ++found;
        break;
      }
  return static_cast<double>(found) / static_cast<double>(asked.size() - 1);
}

}  // namespace

std::vector<Candidate> blend(const Found* found, const Meaning* meaning) {
  std::vector<Candidate> all;
  std::unordered_map<std::uint32_t, std::size_t> places;
  if (found) {
    for (const lexical::Match& match : found->matches) {
      Candidate one{.document = match.document};
      one.word_rank = std::ssize(all) + 1;
      one.word_score = match.score;
      one.coverage = match.coverage;
      one.score = match.score;
      all.push_back(one);
    }
  }
  if (!meaning) return all;
  if (found) {
    places.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      places.emplace(all[i].document, i);
      all[i].score = kWordsWeight / (kConstant + static_cast<double>(i + 1));
    }
  }
  std::int64_t rank = 0;
  for (const auto& [document, score] : meaning->hits) {
    ++rank;
    const auto [place, is_new] = places.try_emplace(document, all.size());
    if (is_new) all.push_back({.document = document});
    Candidate& one = all[place->second];
    one.meaning_rank = rank;
    one.meaning_score = score;
    if (found)
      one.score += kMeaningWeight / (kConstant + static_cast<double>(rank));
    else
      one.score = score;
  }
  if (found)
    for (Candidate& one : all) one.fused_score = one.score;
  std::ranges::sort(all, comes_first);
  return all;
}

void look_again(std::vector<Candidate>& candidates, const std::vector<Face>& faces,
                const Found& found) {
  const std::string asked = joined(found.sequence);
  const std::size_t count = std::min(candidates.size(), faces.size());
  for (std::size_t i = 0; i < count; ++i) {
    Candidate& one = candidates[i];
    const Face& face = faces[i];
    if (!one.word_rank || asked.empty()) continue;
    const std::vector<std::string> name = words_in(face.name);
    double gain = kTogether * togetherness(found.sequence, name);
    if (joined(name) == asked) gain += kExactName;
    for (const auto& number : {face.sku, face.gtin})
      if (number && joined(words_in(*number)) == asked) gain += kExactNumber;
    // Among what fusion has put close together, that which holds more of the query.
    if (one.meaning_rank || one.fused_score > 0) gain += kCoverage * one.coverage;
    one.score *= 1 + gain;
  }
  std::sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count),
            comes_first);
  // Nobody falls behind those that had no look.
  if (count < candidates.size() && count > 0) {
    const double floor = candidates[count].score;
    for (std::size_t i = 0; i < count; ++i)
      candidates[i].score = std::max(candidates[i].score, floor * (1 + 1e-9));
  }
}

}  // namespace crow::products
