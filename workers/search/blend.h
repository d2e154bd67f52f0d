// From what words and meaning found to one order.
//
// Both legs are joined by their ranks (weighted reciprocal rank fusion), since their scores do not
// compare: that decides who is among the first. These get a last look, by scores: how well the
// words fit and how near the meaning is, what the best of them have in common (pseudo-relevance
// feedback, after Rocchio: a product that shares the words of the best ones is rather meant too),
// whether one is called exactly so, whether the words stand together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workers/search/find.h"
#include "workers/search/meaning.h"

namespace crow::search {

struct Candidate {
  std::uint32_t document = 0;
  double score = 0;
  std::optional<std::int64_t> word_rank = {}, meaning_rank = {};
  double word_score = 0, meaning_score = 0, fused_score = 0;
  float coverage = 0;
};

// So many get the last look, whatever page is asked for, so that pages fit together.
inline constexpr std::size_t kWindow = 50;

// The first kRanked are the best, in order; of a search by words alone the meaning is null, and the
// other way round.
std::vector<Candidate> blend(const Found* found, const Meaning* meaning);

// What the last look reads of a product.
struct Face {
  std::int64_t number = 0;
  std::string name;
  std::optional<std::string> sku, gtin;
  std::string text;  // Brand, categories, the beginning of the description.
  static constexpr auto fields = describe(
      field<&Face::number>("number", ""), field<&Face::name>("name", ""),
      field<&Face::sku>("sku", ""), field<&Face::gtin>("gtin", ""), field<&Face::text>("text", ""));
};

// Puts the first `faces.size()` candidates, whose faces these are, into their final order. With
// `is_hybrid` what the best have in common counts.
void look_again(std::vector<Candidate>& candidates, const std::vector<Face>& faces,
                const Found& found, bool is_hybrid, lexical::Language language);

}  // namespace crow::search
