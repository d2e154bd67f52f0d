// The inner loops of exact search: one query against rows that lie one behind the other.
//
// A row is `stride` numbers long, a multiple of kLanes; what a vector does not fill is zero.
#pragma once

#include <cstddef>
#include <cstdint>

namespace crow::search {

inline constexpr std::size_t kLanes = 16;

// The length of a row for vectors of so many dimensions.
constexpr std::size_t stride_of(std::size_t dimensions) {
  return (dimensions + kLanes - 1) / kLanes * kLanes;
}

float dot(const float* a, const float* b, std::size_t stride);
float squared_distance(const float* a, const float* b, std::size_t stride);

// The same for `count` rows at once, which reads the query once for four of them.
void dot_rows(const float* query, const float* rows, std::size_t count, std::size_t stride,
              float* out);
void squared_distance_rows(const float* query, const float* rows, std::size_t count,
                           std::size_t stride, float* out);
// Bytes against a query of numbers within a byte, which takes 16 bits each so that it need not be
// widened again for every row.
void dot_rows(const std::int16_t* query, const std::int8_t* rows, std::size_t count,
              std::size_t stride, std::int32_t* out);

}  // namespace crow::search
