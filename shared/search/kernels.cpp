#include "shared/search/kernels.h"

#include <array>

#include "shared/search/simd.h"

// From the first byte to the last: what a search waits for is memory, and the processor fetches
// ahead best where one stream is read. Four rows at once, each from its own place, took twice to
// three times as long on sets that no cache holds; so rows of bytes are mixed where they lie, and
// rows of floats come one after the other.
namespace crow::search {
namespace {

using simd::F32x4;
using simd::I32x4;

struct Product {
  static F32x4 add(F32x4 sum, F32x4 a, F32x4 b) { return sum + a * b; }
};
struct Difference {
  static F32x4 add(F32x4 sum, F32x4 a, F32x4 b) {
    const F32x4 gap = a - b;
    return sum + gap * gap;
  }
};

// Four sums, so that no addition waits for the one before.
template <typename Step>
float one(const float* a, const float* b, std::size_t stride) {
  F32x4 s0 = {}, s1 = {}, s2 = {}, s3 = {};
  for (std::size_t i = 0; i < stride; i += 16) {
    s0 = Step::add(s0, simd::load(a + i), simd::load(b + i));
    s1 = Step::add(s1, simd::load(a + i + 4), simd::load(b + i + 4));
    s2 = Step::add(s2, simd::load(a + i + 8), simd::load(b + i + 8));
    s3 = Step::add(s3, simd::load(a + i + 12), simd::load(b + i + 12));
  }
  return simd::sum((s0 + s1) + (s2 + s3));
}

}  // namespace

void dot_rows(const float* query, const float* rows, std::size_t count, std::size_t stride,
              float* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = one<Product>(query, rows + row * stride, stride);
}

void squared_distance_rows(const float* query, const float* rows, std::size_t count,
                           std::size_t stride, float* out) {
  for (std::size_t row = 0; row < count; ++row)
    out[row] = one<Difference>(query, rows + row * stride, stride);
}

void score_rows(const std::int8_t* query, const std::int8_t* rows, const float* factors,
                float scale, std::int32_t shift, std::size_t count, std::size_t stride,
                float* out) {
  for (std::size_t row = 0; row < count; row += kGroupRows) {
    std::array<I32x4, kGroupRows> sums = {};
    for (std::size_t i = 0; i < stride; i += kLanes) {
      const simd::Bytes part = simd::load_bytes(query + i);
      for (I32x4& sum : sums) {
        sum = simd::add_products(sum, part, rows);
        rows += kLanes;
      }
    }
    for (std::size_t i = 0; i < kGroupRows; ++i) {
      const auto product = static_cast<float>(simd::sum(sums[i]) + shift);
      out[row + i] = scale * factors[row + i] * product;
    }
  }
}

void scale_rows(float* scores, const float* factors, float scale, std::size_t count) {
  for (std::size_t row = 0; row < count; ++row) scores[row] *= scale * factors[row];
}

void add_rows(float* scores, const float* offsets, std::size_t count) {
  for (std::size_t row = 0; row < count; ++row) scores[row] += offsets[row];
}

std::size_t find_at_least(const float* scores, std::size_t begin, std::size_t count, float floor) {
  const F32x4 floors = simd::splat(floor);
  while (begin + 4 <= count && !simd::any(simd::load(scores + begin) >= floors)) begin += 4;
  while (begin < count && !(scores[begin] >= floor)) ++begin;
  return begin;
}

}  // namespace crow::search
