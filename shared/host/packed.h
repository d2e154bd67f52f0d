// How vectors cross a boundary: one line of JSON, and behind it the numbers of all of them, 32 bits
// each, in the order in which the line speaks of them. As JSON they would be five times as long,
// and each number a call to the host. bindings/packed.js does the same in JavaScript.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/core/error.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::packed {

// What came, not yet taken apart.
struct Message {
  std::string head;
  std::string numbers;  // 4 bytes each, little-endian.
};

// Splits a message at the end of its first line.
inline Message split(std::string message) {
  const auto end = message.find('\n');
  if (end == message.npos) return {std::move(message), {}};
  Message out{message.substr(0, end), {}};
  message.erase(0, end + 1);
  out.numbers = std::move(message);
  return out;
}

// The next `count` numbers, taken from the front of `numbers`. Fewer, when there are fewer.
std::vector<float> take(std::string_view& numbers, std::size_t count);

void append(std::string& out, const std::vector<float>& values);

// Vectors can be many.
inline constexpr json::Limits kLimits{
    .depth = 32, .values = 2'000'000, .unknown = json::Unknown::ignored};

}  // namespace crow::packed
