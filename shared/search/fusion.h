// Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): one ranking of
// several, made of ranks alone, since scores of different kinds do not compare.
//
//   const Leg words{.weight = 1, .hits = {{"p1", 12.3}, {"p2", 9.1}}};      // best first
//   const Leg meaning{.weight = 1, .hits = {{"p2", 0.81}, {"p3", 0.79}}};
//   for (const Fused& hit : fuse(std::array{words, meaning})) …             // p2, then p1 and p3
//
// A hit keeps its rank and its score of every leg, so that it can say why it is where it is. The
// order is by score and then by id: the same legs give the same order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crow::search {

struct Ranked {
  std::string id;
  double score = 0;  // As the leg gave it.
};

struct Leg {
  double weight = 1;
  std::vector<Ranked> hits;  // Best first. Of an id that comes again the first counts.
};

// Where one leg has a hit; absent when it does not have it.
struct Place {
  std::size_t rank = 0;  // From 1.
  double score = 0;
};

struct Fused {
  std::string id;
  double score = 0;
  std::vector<std::optional<Place>> places;  // One for each leg, in their order.
};

// The constant of the paper: how much the first places count for more than those behind them.
inline constexpr double kFusionConstant = 60;

// Everything that any leg has, best first: the sum of weight / (constant + rank).
inline std::vector<Fused> fuse(std::span<const Leg> legs, double constant = kFusionConstant) {
  std::map<std::string_view, std::size_t> found;
  std::vector<Fused> fused;
  for (std::size_t leg = 0; leg < legs.size(); ++leg) {
    std::size_t rank = 0;
    for (const Ranked& hit : legs[leg].hits) {
      const auto [place, is_new] = found.try_emplace(hit.id, fused.size());
      if (is_new) fused.push_back({hit.id, 0, std::vector<std::optional<Place>>(legs.size())});
      Fused& one = fused[place->second];
      ++rank;
      if (one.places[leg]) continue;
      one.places[leg] = Place{rank, hit.score};
      one.score += legs[leg].weight / (constant + static_cast<double>(rank));
    }
  }
  std::ranges::sort(fused, [](const Fused& a, const Fused& b) {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  });
  return fused;
}

}  // namespace crow::search
