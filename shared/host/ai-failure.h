// What can go wrong with AI, as ai.h lists it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow {

enum class AiReason : std::uint8_t {
  timed_out,
  rate_limited,
  unreachable,
  cut,
  malformed,
  wrong_dimensions,
  refused,
  unknown_model,
  misconfigured,
};
constexpr auto names(AiReason) {
  return std::to_array<std::string_view>({"timed_out", "rate_limited", "unreachable", "cut",
                                          "malformed", "wrong_dimensions", "refused",
                                          "unknown_model", "misconfigured"});
}

std::unexpected<Error> ai_failure(AiReason reason, std::string cause,
                                  std::uint32_t retry_after_s = 0);

// Whether the same request may go well in a moment.
bool may_pass(const Error& error);

}  // namespace crow
