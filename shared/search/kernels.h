// The inner loops of exact search: one query against rows that lie one behind the other.
//
// A row is `stride` numbers long, a multiple of kLanes; what a vector does not fill is zero.
#pragma once

#include <cstddef>
#include <cstdint>

namespace crow::search {

inline constexpr std::size_t kLanes = 32;

// The length of a row for vectors of so many dimensions.
constexpr std::size_t stride_of(std::size_t dimensions) {
  return (dimensions + kLanes - 1) / kLanes * kLanes;
}

// What each of `count` rows and the query have in common, or how far they are apart.
void dot_rows(const float* query, const float* rows, std::size_t count, std::size_t stride,
              float* out);
void squared_distance_rows(const float* query, const float* rows, std::size_t count,
                           std::size_t stride, float* out);

// The numbers of a query in bytes are from -63 to 63, and stand there with 64 added: 7 bits without
// a sign are what the processors multiply fastest. `biases` take the addition back.
inline constexpr std::int32_t kQueryMiddle = 64;

// scale * (product * factor + bias) for each row.
void score_rows(const std::int8_t* query, const std::int8_t* rows, const float* factors,
                const float* biases, float scale, std::size_t count, std::size_t stride,
                float* out);

// Multiplies each with its factor and with `scale`.
void scale_rows(float* scores, const float* factors, float scale, std::size_t count);
// Adds to each what is its own.
void add_rows(float* scores, const float* offsets, std::size_t count);

// The first from `begin` on that is at least `floor`, or `count`.
std::size_t find_at_least(const float* scores, std::size_t begin, std::size_t count, float floor);

}  // namespace crow::search
