#include "shared/lexical/rank.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace crow::lexical {
namespace {

constexpr std::size_t kGroupsMax = 32;

// What is held of the query lifts the score: a document with one of three words, however often, is
// no match for one with all of them.
constexpr double kFloor = 0.35;

}  // namespace

Ranking::Ranking(const Collection& collection, const Rules& rules)
    : collection_(collection),
      rules_(rules),
      matches_(collection.lengths.size()),
      sums_(collection.lengths.size()) {}

double Ranking::norm(std::uint32_t document, std::uint8_t field) const {
  const FieldRule& rule = rules_[field];
  const double average = std::max(collection_.averages[field], 1.0);
  return 1 - rule.b + rule.b * collection_.lengths[document][field] / average;
}

double Ranking::weight_of(std::size_t documents) const {
  const double all = static_cast<double>(collection_.count);
  const double some = std::min(static_cast<double>(documents), all);
  return std::log(1 + (all - some + 0.5) / (some + 0.5));
}

void Ranking::add(const Group& group) {
  if (groups_ == kGroupsMax) return;
  touched_.clear();
  std::uint32_t number = 0;
  for (const Alternative& alternative : group.alternatives) {
    ++number;
    const double quality = kKindWeights[static_cast<std::size_t>(alternative.kind)];
    for (const Occurrence& one : alternative.occurrences) {
      if (one.document >= sums_.size()) continue;
      Sum& sum = sums_[one.document];
      // What only stands for the word adds nothing where something better is: T-shirt is no second
      // shirt.
      if (sum.quality > 0 && sum.alternative != number && alternative.kind > Kind::form) continue;
      if (sum.quality == 0) touched_.push_back(one.document);
      sum.alternative = number;
      sum.quality = std::max(sum.quality, static_cast<float>(quality));
      sum.frequency += static_cast<float>(quality * rules_[one.field].weight * one.count /
                                          norm(one.document, one.field));
    }
  }
  const double weight = weight_of(touched_.size());
  if (!group.is_small) asked_ += weight;
  for (const std::uint32_t document : touched_) {
    Sum& sum = sums_[document];
    Match& match = matches_[document];
    const double frequency = sum.frequency;
    match.score += static_cast<float>(weight * sum.quality * frequency * (kSaturation + 1) /
                                      (kSaturation + frequency));
    if (!group.is_small) match.coverage += static_cast<float>(weight * sum.quality);
    match.held |= std::uint32_t{1} << groups_;
    sum = {};
  }
  ++groups_;
}

std::vector<Match> Ranking::finish() {
  std::vector<Match> found;
  for (std::uint32_t document = 0; document < matches_.size(); ++document) {
    Match& match = matches_[document];
    if (match.held == 0) continue;
    match.document = document;
    match.coverage =
        asked_ > 0 ? std::min(1.0F, match.coverage / static_cast<float>(asked_)) : 1.0F;
    match.score *= static_cast<float>(kFloor + (1 - kFloor) * match.coverage * match.coverage);
    found.push_back(match);
  }
  return found;
}

double Ranking::part_of(const Group& group, const Alternative& alternative,
                        std::uint32_t document) const {
  double frequency = 0;
  for (const Occurrence& one : alternative.occurrences)
    if (one.document == document)
      frequency += rules_[one.field].weight * one.count / norm(document, one.field);
  const double quality = kKindWeights[static_cast<std::size_t>(alternative.kind)];
  frequency *= quality;
  return weight_of(count_documents(group)) * quality * frequency * (kSaturation + 1) /
         (kSaturation + frequency);
}

std::size_t count_documents(const Group& group) {
  std::vector<std::uint32_t> documents;
  for (const Alternative& alternative : group.alternatives)
    for (const Occurrence& one : alternative.occurrences)
      if (documents.empty() || documents.back() != one.document) documents.push_back(one.document);
  if (group.alternatives.size() > 1) std::ranges::sort(documents);
  const auto rest = std::ranges::unique(documents);
  return documents.size() - rest.size();
}

void keep_closest(std::vector<Match>& matches, std::size_t groups, std::uint32_t small,
                  std::size_t enough) {
  const std::uint32_t all =
      groups >= kGroupsMax ? ~std::uint32_t{0} : (std::uint32_t{1} << groups) - 1;
  const std::uint32_t wanted = (all & ~small) ? (all & ~small) : all;
  const auto held = [&](const Match& match) { return std::popcount(match.held & wanted); };
  std::array<std::size_t, kGroupsMax + 1> counts{};
  for (const Match& match : matches) ++counts[static_cast<std::size_t>(held(match))];
  int least = std::popcount(wanted);
  for (std::size_t sum = counts[static_cast<std::size_t>(least)]; sum < enough && least > 1;)
    sum += counts[static_cast<std::size_t>(--least)];
  std::erase_if(matches, [&](const Match& match) { return held(match) < least; });
}

}  // namespace crow::lexical
