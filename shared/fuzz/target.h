// A fuzz target is one function: bytes in, and whatever must hold for every input stands in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace crow::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// What does not hold is a finding.
inline void insist(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace crow::fuzz
