// Four lanes of 32 bits, the one place where the kernels differ between WebAssembly and native:
// there the instructions of SIMD128, here clang's vector extensions, which any processor has.
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace crow::search::simd {

using F32x4 = float __attribute__((vector_size(16)));
using I32x4 = std::int32_t __attribute__((vector_size(16)));
using I16x8 = std::int16_t __attribute__((vector_size(16)));
using I8x8 = std::int8_t __attribute__((vector_size(8)));

inline F32x4 load(const float* from) {
  F32x4 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

inline float sum(F32x4 lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }
inline std::int32_t sum(I32x4 lanes) { return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]); }

// Eight numbers, as they stand.
inline I16x8 load(const std::int16_t* from) {
  I16x8 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

// Eight bytes, made numbers of 16 bits.
inline I16x8 load_wide(const std::int8_t* from) {
#ifdef __wasm_simd128__
  return (I16x8)wasm_i16x8_load8x8(from);
#else
  I8x8 bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return __builtin_convertvector(bytes, I16x8);
#endif
}

// Products, added in pairs. Exact while both are within one byte.
inline I32x4 dot_pairs(I16x8 a, I16x8 b) {
#ifdef __wasm_simd128__
  return (I32x4)wasm_i32x4_dot_i16x8((v128_t)a, (v128_t)b);
#else
  using I32x8 = std::int32_t __attribute__((vector_size(32)));
  const I32x8 products = __builtin_convertvector(a, I32x8) * __builtin_convertvector(b, I32x8);
  return __builtin_shufflevector(products, products, 0, 2, 4, 6) +
         __builtin_shufflevector(products, products, 1, 3, 5, 7);
#endif
}

}  // namespace crow::search::simd
