#include "workers/search/blend.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "shared/lexical/words.h"

namespace crow::search {
namespace {

// Of the fusion. Where it was tried, words lost more by a heavier meaning than they gained.
constexpr double kConstant = 20;
constexpr double kMeaningWeight = 0.2;

// Of the last look: what meaning counts beside words, and what the best have in common beside both.
constexpr double kMeaningShare = 0.15;
constexpr double kFeedback = 0.6;
constexpr std::size_t kBest = 5;            // They say what is meant,
constexpr std::size_t kFeedbackWords = 20;  // in so many words.
constexpr double kFeedbackSaturation = 1.2;

// What else the last look adds, as shares of the score.
constexpr double kExactName = 0.2;
constexpr double kExactNumber = 1.0;
constexpr double kTogether = 0.05;

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

// How much each product of the window shares with the best of them, 0 to 1.
class Feedback {
 public:
  Feedback(const std::vector<Face>& faces, std::size_t count, lexical::Language language) {
    for (std::size_t i = 0; i < count; ++i) {
      std::map<std::string, double>& bag = bags_.emplace_back();
      double& size = sizes_.emplace_back();
      for (const std::string_view text :
           {std::string_view(faces[i].name), std::string_view(faces[i].text)})
        for (const std::string& word : words_in(text)) {
          ++size;
          if (word.size() > 1 && !lexical::is_small_word(word))
            ++bag[lexical::stem_of(word, language)];
        }
      mean_ += size / static_cast<double>(count);
    }
  }

  // `scores` are those of the window, the best first.
  std::vector<double> shares(const std::vector<double>& scores) const {
    std::map<std::string, double> sums;
    for (std::size_t i = 0; i < std::min(kBest, bags_.size()); ++i)
      for (const auto& [word, number] : bags_[i])
        sums[word] += scores[i] * number / std::max(sizes_[i], 1.0);
    std::vector<std::pair<double, std::string>> best;
    for (const auto& [word, sum] : sums) best.emplace_back(-sum, word);
    std::ranges::sort(best);
    if (best.size() > kFeedbackWords) best.resize(kFeedbackWords);
    std::vector<double> shares(bags_.size());
    double most = 0;
    for (std::size_t i = 0; i < bags_.size(); ++i) {
      const double norm = 0.5 + 0.5 * sizes_[i] / std::max(mean_, 1.0);
      for (const auto& [sum, word] : best) {
        const auto place = bags_[i].find(word);
        if (place == bags_[i].end()) continue;
        const double frequency = place->second / norm;
        shares[i] -=
            sum * frequency * (kFeedbackSaturation + 1) / (kFeedbackSaturation + frequency);
      }
      most = std::max(most, shares[i]);
    }
    for (double& share : shares) share = most > 0 ? share / most : 0;
    return shares;
  }

 private:
  std::vector<std::map<std::string, double>> bags_;
  std::vector<double> sizes_;
  double mean_ = 0;
};

// Scores of both legs on one scale: 1 for the best by words, kMeaningShare for the nearest.
void scale(std::vector<Candidate>& candidates, std::size_t count) {
  double words = 0, nearest = -1, farthest = 2;
  for (std::size_t i = 0; i < count; ++i) {
    const Candidate& one = candidates[i];
    if (one.word_rank) words = std::max(words, one.word_score);
    if (!one.meaning_rank) continue;
    nearest = std::max(nearest, one.meaning_score);
    farthest = std::min(farthest, one.meaning_score);
  }
  const double range = std::max(nearest - farthest, 1e-9);
  for (std::size_t i = 0; i < count; ++i) {
    Candidate& one = candidates[i];
    one.score = one.word_rank && words > 0 ? one.word_score / words : 0;
    if (one.meaning_rank) one.score += kMeaningShare * (one.meaning_score - farthest) / range;
  }
}

}  // namespace

std::vector<Candidate> blend(const Found* found, const Meaning* meaning) {
  std::vector<Candidate> all;
  if (found) {
    all.reserve(found->matches.size() + 100);
    for (const lexical::Match& match : found->matches) {
      Candidate& one = all.emplace_back();
      one.document = match.document;
      one.word_score = one.score = match.score;
      one.coverage = match.coverage;
      if (all.size() <= kRanked) one.word_rank = std::ssize(all);
    }
  }
  if (!meaning) return all;
  std::unordered_map<std::uint32_t, std::size_t> places;
  if (found) {
    places.reserve(all.size());
    const double best = all.empty() ? 1 : std::max(all[0].word_score, 1e-9);
    for (std::size_t i = 0; i < all.size(); ++i) {
      places.emplace(all[i].document, i);
      // Behind those with a rank, by score.
      all[i].score = all[i].word_rank ? 1 / (kConstant + static_cast<double>(i + 1))
                                      : all[i].word_score / best / (kConstant + kRanked + 1);
    }
  }
  std::int64_t rank = 0;
  for (const auto& [document, score] : meaning->hits) {
    ++rank;
    const auto [place, is_new] = places.try_emplace(document, all.size());
    if (is_new) all.emplace_back().document = document;
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
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kRanked));
  std::partial_sort(all.begin(), middle, all.end(), comes_first);
  return all;
}

void look_again(std::vector<Candidate>& candidates, const std::vector<Face>& faces,
                const Found& found, bool is_hybrid, lexical::Language language) {
  const std::size_t count = std::min(candidates.size(), faces.size());
  if (count == 0) return;
  const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(count);
  const std::string asked = joined(found.sequence);
  const double floor = count < candidates.size() ? candidates[count].score : 0;
  std::vector<const Face*> face_of(count);
  for (std::size_t i = 0; i < count; ++i) face_of[i] = &faces[i];
  if (is_hybrid) {
    scale(candidates, count);
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return comes_first(candidates[a], candidates[b]);
    });
    std::vector<Candidate> sorted;
    std::vector<Face> seen;
    std::vector<double> scores;
    for (const std::size_t i : order) {
      sorted.push_back(candidates[i]);
      seen.push_back(faces[i]);
      scores.push_back(candidates[i].score);
    }
    const auto shares = Feedback(seen, count, language).shares(scores);
    const double top = std::max(scores[0], 1e-9);
    for (std::size_t i = 0; i < count; ++i) {
      candidates[i] = sorted[i];
      candidates[i].score = (1 - kFeedback) * scores[i] / top + kFeedback * shares[i];
      face_of[i] = &faces[order[i]];
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    Candidate& one = candidates[i];
    const Face& face = *face_of[i];
    if (!one.word_rank || asked.empty()) continue;
    const std::vector<std::string> name = words_in(face.name);
    double gain = kTogether * togetherness(found.sequence, name);
    if (joined(name) == asked) gain += kExactName;
    for (const auto& number : {face.sku, face.gtin})
      if (number && joined(words_in(*number)) == asked) gain += kExactNumber;
    one.score *= 1 + gain;
  }
  std::sort(candidates.begin(), end, comes_first);
  // Nobody falls behind those that had no look.
  for (auto one = candidates.begin(); one != end; ++one)
    one->score = std::max(one->score, floor) + (is_hybrid ? floor : 0);
  std::stable_sort(candidates.begin(), end,
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
}

}  // namespace crow::search
