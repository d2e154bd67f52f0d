// Vectors of one length in memory, searched from end to end: nothing is missed.
//
//   VectorSet set(384, Metric::cosine);
//   set.append(values);                              // slot 0, 1, 2 …
//   set.each_score(set.prepare(query), {}, [](std::size_t slot, float score) { … });
//
// A small set keeps its vectors as they are and its scores are exact. A large one keeps a byte for
// each number (compress()), a quarter of the memory and a third of the time; its scores are
// approximate, so more are taken than are wanted and scored again by exact_score() from the vectors
// themselves, wherever those are kept.
//
// More of a score is better, whatever the metric: it is the cosine, the dot product, or the
// negative of the squared distance. to_metric() makes of it what people expect to see.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "shared/search/kernels.h"

namespace crow::search {

enum class Metric : std::uint8_t { cosine, euclidean, dot_product };
constexpr auto names(Metric) {
  return std::to_array<std::string_view>({"cosine", "euclidean", "dot-product"});
}

// The score of two vectors of one length, computed from all of their precision.
float exact_score(Metric metric, std::span<const float> a, std::span<const float> b);

// A score as its metric is defined: the cosine or the dot product itself, or the distance.
float to_metric(Metric metric, float score);

class VectorSet {
 public:
  static constexpr std::size_t kBlockRows = 1'024;

  VectorSet(std::size_t dimensions, Metric metric) : VectorSet(dimensions, metric, false) {}
  VectorSet(std::size_t dimensions, Metric metric, bool is_compressed);
  VectorSet(VectorSet&&) noexcept;
  VectorSet& operator=(VectorSet&&) noexcept;
  ~VectorSet();

  std::size_t size() const { return size_; }
  std::size_t dimensions() const { return dimensions_; }
  Metric metric() const { return metric_; }
  bool is_compressed() const { return is_compressed_; }
  // Memory that it holds.
  std::size_t bytes() const;

  // `values` has as many numbers as the set has dimensions, all finite.
  void append(std::span<const float> values);
  void replace(std::size_t slot, std::span<const float> values);

  // A vector as it came, padded with nothing; only of a set that is not compressed.
  std::span<const float> values(std::size_t slot) const;

  // From here on a byte for each number. There is no way back.
  void compress();

  // A query in the form that this set scans with. It holds for as long as the set is not
  // compressed.
  struct Query {
    std::vector<float> values;        // Padded to the stride.
    std::vector<std::int8_t> coarse;  // The same in steps, and their shift; see kernels.h.
    std::int32_t shift = 0;
    float factor = 1;  // What all scores are multiplied with.
  };
  Query prepare(std::span<const float> query) const;

  // Calls `take(slot, score)` for each slot, or only for those whose byte in `allowed` is not 0.
  // The threshold lets most pass by without a call: `take` returns the score below which none is
  // wanted from then on.
  template <typename Take>
  void each_score(const Query& query, std::span<const std::uint8_t> allowed, float floor,
                  Take take) const {
    std::array<float, kBlockRows> room;
    for (std::size_t first = 0; first < size_; first += kBlockRows) {
      const std::size_t count = score_block(query, first, allowed, room);
      for (std::size_t i = 0; (i = find_at_least(room.data(), i, count, floor)) < count; ++i) {
        if (!allowed.empty() && allowed[first + i] == 0) continue;
        floor = take(first + i, room[i]);
      }
    }
  }

 private:
  struct Block;
  void make_room();
  void fill(std::size_t slot, std::span<const float> values);
  // Scores of the block that begins at slot `first`, and how many they are; of what is not allowed
  // they may be anything.
  std::size_t score_block(const Query& query, std::size_t first,
                          std::span<const std::uint8_t> allowed,
                          std::span<float, kBlockRows> room) const;

  std::size_t dimensions_;
  std::size_t stride_;
  Metric metric_;
  bool is_compressed_;
  std::size_t size_ = 0;
  std::vector<std::unique_ptr<Block>> blocks_;
};

}  // namespace crow::search
