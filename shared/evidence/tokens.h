// The words, numbers and signs of a sentence, as quantities.h reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/evidence/quantities.h"

namespace crow::evidence {

enum class TokenKind : std::uint8_t { word, number, day, sign };

struct Token {
  TokenKind kind{};
  // A word as it is written; "%" or another sign. "~" stands between the ends of a range, "-" and
  // "+" before a number are its own.
  std::string text = {};
  std::string lower = {};
  Quantity quantity = {};
  bool has_point = false;
};

// Nothing when something in it cannot be read for certain. It must be UTF-8.
std::optional<std::vector<Token>> tokens_of(std::string_view sentence);

}  // namespace crow::evidence
