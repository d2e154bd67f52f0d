// Four lanes of 32 bits, the one place where the kernels differ between WebAssembly and native:
// there the instructions of SIMD128 and its relaxed part, here clang's vector extensions, which any
// processor has.
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace crow::search::simd {

using F32x4 = float __attribute__((vector_size(16)));
using I32x4 = std::int32_t __attribute__((vector_size(16)));

inline F32x4 load(const float* from) {
  F32x4 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

inline F32x4 splat(float value) { return F32x4{value, value, value, value}; }

inline float sum(F32x4 lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }
inline std::int32_t sum(I32x4 lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }

// Whether any lane is set.
inline bool any(I32x4 lanes) {
#ifdef __wasm_simd128__
  return wasm_v128_any_true((v128_t)lanes);
#else
  return (lanes[0] | lanes[1] | lanes[2] | lanes[3]) != 0;
#endif
}

// 32 bytes.
struct Bytes {
  using Half = std::int8_t __attribute__((vector_size(16)));
  Half low, high;
};

inline Bytes load_bytes(const std::int8_t* from) {
  Bytes bytes;
  std::memcpy(&bytes.low, from, sizeof bytes.low);
  std::memcpy(&bytes.high, from + sizeof bytes.low, sizeof bytes.high);
  return bytes;
}

// Adds the products of 32 bytes, eight to a lane: four of `a`, two of either half, are added in 16
// bits, which they must not leave. Those of `b` are from 0 to 127: within that the relaxed
// instruction says the same on every processor.
inline I32x4 add_products(I32x4 sums, const Bytes& a, const std::int8_t* b) {
  const Bytes other = load_bytes(b);
#ifdef __wasm_simd128__
  const v128_t low = wasm_i16x8_relaxed_dot_i8x16_i7x16((v128_t)a.low, (v128_t)other.low);
  const v128_t high = wasm_i16x8_relaxed_dot_i8x16_i7x16((v128_t)a.high, (v128_t)other.high);
  return sums + (I32x4)wasm_i32x4_extadd_pairwise_i16x8(wasm_i16x8_add(low, high));
#else
  using I16x16 = std::int16_t __attribute__((vector_size(32)));
  using I16x8 = std::int16_t __attribute__((vector_size(16)));
  const auto pairs = [](Bytes::Half left, Bytes::Half right) {
    const I16x16 products =
        __builtin_convertvector(left, I16x16) * __builtin_convertvector(right, I16x16);
    return __builtin_shufflevector(products, products, 0, 2, 4, 6, 8, 10, 12, 14) +
           __builtin_shufflevector(products, products, 1, 3, 5, 7, 9, 11, 13, 15);
  };
  const I16x8 quads = pairs(a.low, other.low) + pairs(a.high, other.high);
  using I16x4 = std::int16_t __attribute__((vector_size(8)));
  const I16x4 even = __builtin_shufflevector(quads, quads, 0, 2, 4, 6);
  const I16x4 odd = __builtin_shufflevector(quads, quads, 1, 3, 5, 7);
  return sums + __builtin_convertvector(even, I32x4) + __builtin_convertvector(odd, I32x4);
#endif
}

}  // namespace crow::search::simd
