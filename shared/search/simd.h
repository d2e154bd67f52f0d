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

// Adds the products of 16 bytes, four to a lane. Those of `b` are from 0 to 127: within that the
// relaxed instruction says the same on every processor.
inline I32x4 add_products(I32x4 sums, const std::int8_t* a, const std::int8_t* b) {
#ifdef __wasm_simd128__
  return (I32x4)wasm_i32x4_relaxed_dot_i8x16_i7x16_add(wasm_v128_load(a), wasm_v128_load(b),
                                                       (v128_t)sums);
#else
  using I8x16 = std::int8_t __attribute__((vector_size(16)));
  using I32x16 = std::int32_t __attribute__((vector_size(64)));
  I8x16 left, right;
  std::memcpy(&left, a, sizeof left);
  std::memcpy(&right, b, sizeof right);
  const I32x16 products =
      __builtin_convertvector(left, I32x16) * __builtin_convertvector(right, I32x16);
  return sums + __builtin_shufflevector(products, products, 0, 4, 8, 12) +
         __builtin_shufflevector(products, products, 1, 5, 9, 13) +
         __builtin_shufflevector(products, products, 2, 6, 10, 14) +
         __builtin_shufflevector(products, products, 3, 7, 11, 15);
#endif
}

}  // namespace crow::search::simd
