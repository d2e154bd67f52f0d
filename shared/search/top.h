// The best of many, in a heap whose root is the worst of those kept.
//
//   Top<Candidate> top(10, Better{});
//   for (…) if (score >= top.floor()) top.offer(candidate, score);
//   auto best = std::move(top).take();                // best first
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace crow::search {

// `T` has a member `score`, more of which is better; `better(a, b)` orders also those that are
// equal in it, so that the same ones are kept in whatever order they come.
template <typename T, typename Better>
class Top {
 public:
  explicit Top(std::size_t most, Better better = {}) : most_(most), better_(better) {}

  // What scores less is not worth offering.
  float floor() const { return floor_; }

  void offer(T candidate) {
    if (kept_.size() < most_) {
      kept_.push_back(std::move(candidate));
      std::push_heap(kept_.begin(), kept_.end(), better_);
    } else if (most_ > 0 && better_(candidate, kept_.front())) {
      std::pop_heap(kept_.begin(), kept_.end(), better_);
      kept_.back() = std::move(candidate);
      std::push_heap(kept_.begin(), kept_.end(), better_);
    }
    if (kept_.size() == most_ && most_ > 0) floor_ = kept_.front().score;
  }

  std::vector<T> take() && {
    std::sort_heap(kept_.begin(), kept_.end(), better_);
    return std::move(kept_);
  }

 private:
  std::size_t most_;
  Better better_;
  std::vector<T> kept_;
  float floor_ = -std::numeric_limits<float>::infinity();
};

}  // namespace crow::search
