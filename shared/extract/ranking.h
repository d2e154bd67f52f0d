// Weighing candidates and putting them in order: one small sort for all kinds of them.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace crow::extract {

// The indexes of `scores` from the highest down; equals in their order.
std::vector<std::uint32_t> descending(const std::vector<double>& scores);

// e^(-distance / reach), near enough, and the same on every machine.
double fading(double distance, double reach);

// Orders `all` by score_of, the highest first; equals keep their order.
template <typename T, typename ScoreOf>
void rank(std::vector<T>& all, ScoreOf score_of) {
  std::vector<double> scores;
  scores.reserve(all.size());
  for (const T& one : all) scores.push_back(score_of(one));
  std::vector<T> ordered;
  ordered.reserve(all.size());
  for (const std::uint32_t i : descending(scores)) ordered.push_back(std::move(all[i]));
  all = std::move(ordered);
}

}  // namespace crow::extract
