#include "shared/search/kernels.h"

#include "shared/search/simd.h"

namespace crow::search {
namespace {

using simd::F32x4;
using simd::I16x8;
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

// Adds in the order of many(): a row has one score, whoever asks.
template <typename Step>
float one(const float* a, const float* b, std::size_t stride) {
  F32x4 low = {}, high = {};
  for (std::size_t i = 0; i < stride; i += 8) {
    low = Step::add(low, simd::load(a + i), simd::load(b + i));
    high = Step::add(high, simd::load(a + i + 4), simd::load(b + i + 4));
  }
  return simd::sum(low + high);
}

// Four rows at a time, two sums each: more would not fit into the registers.
template <typename Step>
void many(const float* query, const float* rows, std::size_t count, std::size_t stride,
          float* out) {
  std::size_t row = 0;
  for (; row + 4 <= count; row += 4) {
    const float* const r0 = rows + row * stride;
    const float* const r1 = r0 + stride;
    const float* const r2 = r1 + stride;
    const float* const r3 = r2 + stride;
    F32x4 a0 = {}, a1 = {}, a2 = {}, a3 = {}, b0 = {}, b1 = {}, b2 = {}, b3 = {};
    for (std::size_t i = 0; i < stride; i += 8) {
      const F32x4 low = simd::load(query + i);
      const F32x4 high = simd::load(query + i + 4);
      a0 = Step::add(a0, low, simd::load(r0 + i));
      b0 = Step::add(b0, high, simd::load(r0 + i + 4));
      a1 = Step::add(a1, low, simd::load(r1 + i));
      b1 = Step::add(b1, high, simd::load(r1 + i + 4));
      a2 = Step::add(a2, low, simd::load(r2 + i));
      b2 = Step::add(b2, high, simd::load(r2 + i + 4));
      a3 = Step::add(a3, low, simd::load(r3 + i));
      b3 = Step::add(b3, high, simd::load(r3 + i + 4));
    }
    out[row] = simd::sum(a0 + b0);
    out[row + 1] = simd::sum(a1 + b1);
    out[row + 2] = simd::sum(a2 + b2);
    out[row + 3] = simd::sum(a3 + b3);
  }
  for (; row < count; ++row) out[row] = one<Step>(query, rows + row * stride, stride);
}

std::int32_t one(const std::int16_t* query, const std::int8_t* row, std::size_t stride) {
  I32x4 low = {}, high = {};
  for (std::size_t i = 0; i < stride; i += 16) {
    low += simd::dot_pairs(simd::load(query + i), simd::load_wide(row + i));
    high += simd::dot_pairs(simd::load(query + i + 8), simd::load_wide(row + i + 8));
  }
  return simd::sum(low + high);
}

}  // namespace

float dot(const float* a, const float* b, std::size_t stride) { return one<Product>(a, b, stride); }

float squared_distance(const float* a, const float* b, std::size_t stride) {
  return one<Difference>(a, b, stride);
}

void dot_rows(const float* query, const float* rows, std::size_t count, std::size_t stride,
              float* out) {
  many<Product>(query, rows, count, stride, out);
}

void squared_distance_rows(const float* query, const float* rows, std::size_t count,
                           std::size_t stride, float* out) {
  many<Difference>(query, rows, count, stride, out);
}

void dot_rows(const std::int16_t* query, const std::int8_t* rows, std::size_t count,
              std::size_t stride, std::int32_t* out) {
  std::size_t row = 0;
  for (; row + 4 <= count; row += 4) {
    const std::int8_t* const r0 = rows + row * stride;
    const std::int8_t* const r1 = r0 + stride;
    const std::int8_t* const r2 = r1 + stride;
    const std::int8_t* const r3 = r2 + stride;
    I32x4 s0 = {}, s1 = {}, s2 = {}, s3 = {};
    for (std::size_t i = 0; i < stride; i += 16) {
      const I16x8 low = simd::load(query + i);
      const I16x8 high = simd::load(query + i + 8);
      s0 += simd::dot_pairs(low, simd::load_wide(r0 + i));
      s1 += simd::dot_pairs(low, simd::load_wide(r1 + i));
      s2 += simd::dot_pairs(low, simd::load_wide(r2 + i));
      s3 += simd::dot_pairs(low, simd::load_wide(r3 + i));
      s0 += simd::dot_pairs(high, simd::load_wide(r0 + i + 8));
      s1 += simd::dot_pairs(high, simd::load_wide(r1 + i + 8));
      s2 += simd::dot_pairs(high, simd::load_wide(r2 + i + 8));
      s3 += simd::dot_pairs(high, simd::load_wide(r3 + i + 8));
    }
    out[row] = simd::sum(s0);
    out[row + 1] = simd::sum(s1);
    out[row + 2] = simd::sum(s2);
    out[row + 3] = simd::sum(s3);
  }
  for (; row < count; ++row) out[row] = one(query, rows + row * stride, stride);
}

}  // namespace crow::search
