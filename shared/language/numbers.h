// Arithmetic whose results are the same bits everywhere: natively, in a worker, in a browser.
//
// Additions, multiplications, divisions and square roots are exact by IEEE 754, in the order in
// which they are written; the libraries' logarithms are not, so here is one made of the former.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crow::language {

// The natural logarithm of a normal, positive number, to the last bit or two.
constexpr double log_of(double value) {
  constexpr double kLn2 = 0.693147180559945309417;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFF) | (std::uint64_t{1023} << 52));
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    ++exponent;
  }
  // ln m = 2 artanh((m - 1) / (m + 1)), whose series ends soon: |z| is below 0.172.
  const double z = (mantissa - 1) / (mantissa + 1);
  const double square = z * z;
  double sum = 0;
  for (int power = 23; power >= 1; power -= 2) sum = sum * square + 1.0 / power;
  return static_cast<double>(exponent) * kLn2 + 2 * z * sum;
}

// Four lanes at once, in workers and natively alike.
using Lanes = float __attribute__((vector_size(16), aligned(4), may_alias));
static_assert(sizeof(Lanes) == 16);

// to += factor * from. The length is a multiple of four.
inline void add_scaled(std::span<float> to, float factor, std::span<const float> from) {
  auto* out = reinterpret_cast<Lanes*>(to.data());
  const auto* in = reinterpret_cast<const Lanes*>(from.data());
  for (std::size_t i = 0; i < to.size() / 4; ++i) out[i] += factor * in[i];
}

// Numbers as their bytes, one after the other, and back. All machines that run this are little
// endian.
static_assert(std::endian::native == std::endian::little);
template <typename T>
void append_numbers(std::string& out, const std::vector<T>& numbers) {
  if (!numbers.empty())
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T));
}
// Takes them from the start of `bytes`; false when there are fewer.
template <typename T>
bool take_numbers(std::string_view& bytes, std::size_t count, std::vector<T>& out) {
  if (bytes.size() / sizeof(T) < count) return false;
  out.resize(count);
  std::copy_n(bytes.begin(), count * sizeof(T), reinterpret_cast<char*>(out.data()));
  bytes.remove_prefix(count * sizeof(T));
  return true;
}

inline double square_root(double value) { return __builtin_sqrt(value); }

// Divides by the length, so that it becomes 1; false, and nothing is done, when it is 0.
inline bool normalise(std::span<float> values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value) * value;
  if (sum == 0) return false;
  const double factor = 1 / square_root(sum);
  for (float& value : values) value = static_cast<float>(value * factor);
  return true;
}

// splitmix64: a bijection of 64 bits that leaves no pattern; also a generator, over a counter.
constexpr std::uint64_t mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

}  // namespace crow::language
