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

// Rows of bytes lie in groups of kGroupRows, kLanes bytes of each by turns: that is one stream to
// read, and what is loaded of the query serves the whole group. The last group is whole as well.
inline constexpr std::size_t kGroupRows = 4;

// How many rows, with those that fill the last group.
constexpr std::size_t whole_groups(std::size_t rows) {
  return (rows + kGroupRows - 1) / kGroupRows * kGroupRows;
}

// Where the byte `i` of a row is.
constexpr std::size_t place_of(std::size_t row, std::size_t i, std::size_t stride) {
  return row / kGroupRows * kGroupRows * stride + i / kLanes * kLanes * kGroupRows +
         row % kGroupRows * kLanes + i % kLanes;
}

// The numbers of a row in bytes are from -63 to 63, and stand there with 64 added: 7 bits without a
// sign are what the processors multiply fastest.
inline constexpr std::int32_t kRowMiddle = 64;

// The numbers of a query in bytes are from -127 to 127, but four of them that share a sum of 16
// bits (see quad_of) are 258 at the most, without their signs, so that 127 times them is still in
// it.
inline constexpr std::int32_t kLargestQuad = 258;
inline constexpr std::size_t kQuads = 8;  // Of kLanes numbers.
constexpr std::size_t quad_of(std::size_t i) { return i / kLanes * kQuads + i % 16 / 2; }

// scale * factor * (product + shift) for each row of the groups that `count` rows fill, so
// `factors` and `out` are whole_groups(count) long. A shift of -kRowMiddle times the sum of the
// query's numbers takes back what stands in the rows too much.
void score_rows(const std::int8_t* query, const std::int8_t* rows, const float* factors,
                float scale, std::int32_t shift, std::size_t count, std::size_t stride, float* out);

// Multiplies each with its factor and with `scale`.
void scale_rows(float* scores, const float* factors, float scale, std::size_t count);
// Adds to each what is its own.
void add_rows(float* scores, const float* offsets, std::size_t count);

// The first from `begin` on that is at least `floor`, or `count`.
std::size_t find_at_least(const float* scores, std::size_t begin, std::size_t count, float floor);

}  // namespace crow::search
