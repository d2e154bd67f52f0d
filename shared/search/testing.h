// For tests: vectors that lie as those of texts do, in clusters of different density.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

namespace crow::search {

// The same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  // From -1 to 1.
  float next() {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<float>(static_cast<std::int32_t>(state_ >> 33) - (1 << 30)) / (1 << 30);
  }
  // Near zero more often: the sum of four.
  float normal() { return (next() + next() + next() + next()) / 2; }

 private:
  std::uint64_t state_;
};

inline std::vector<std::vector<float>> make_vectors(std::size_t count, std::size_t dimensions,
                                                    std::uint64_t seed) {
  Dice dice(seed);
  std::vector<std::vector<float>> centers;
  for (std::size_t i = 0; i < 1 + count / 50; ++i) {
    centers.emplace_back(dimensions);
    for (float& value : centers.back()) value = dice.normal();
  }
  std::vector<std::vector<float>> made;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<float> vector = centers[i * i % centers.size()];
    const float spread = 0.2F + 0.4F * std::abs(dice.next());
    for (float& value : vector) value += spread * dice.normal();
    made.push_back(std::move(vector));
  }
  return made;
}

}  // namespace crow::search
