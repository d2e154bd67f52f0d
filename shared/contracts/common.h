// Shapes that the contracts of several services share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"

namespace crow {

// The pattern of ids on every protocol.
struct IdFormat {
  static bool matches(std::string_view text) {
    for (const char c : text) {
      const bool is_word =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!is_word) return false;
    }
    return !text.empty() && text.size() <= 64;
  }
  static constexpr Format format{.name = "",
                                 .pattern = "^[A-Za-z0-9_]{1,64}$",
                                 .expected = "an id of 1 to 64 letters, digits and underscores",
                                 .matches = &matches};
};
using Id = Text<1, 64, IdFormat>;

using PageNumber = Integer<1, 1'000'000>;
using PageSize = Integer<1, 100>;
using Cursor = Text<1, 512>;

}  // namespace crow
