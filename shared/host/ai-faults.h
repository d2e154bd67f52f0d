// Faults on purpose, for those who want to see what happens then. On one machine alone.
//
//   AI_FAULTS=timeout:0.1,429:0.2,malformed
//
// Each call of AI draws one number, from AI_FAULT_SEED (a whole number; default 1) and the count of
// calls so far, so that the same run fails at the same places. The names' shares are taken one
// after the other; a name without a share takes all that is left:
//
//   timeout     no answer in time, without the wait
//   429         too many requests, to be tried again in a second
//   500         the server failed
//   refused     a wrong key
//   cut         half of the answer
//   malformed   an answer that is no JSON
//   dimensions  vectors of different lengths
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/error.h"

namespace crow {

enum class AiFault : std::uint8_t {
  timeout,
  too_many,
  broken,
  refused,
  cut,
  malformed,
  dimensions
};
constexpr auto names(AiFault) {
  return std::to_array<std::string_view>(
      {"timeout", "429", "500", "refused", "cut", "malformed", "dimensions"});
}

// The fault of call number `count`; a name that is unknown is passed over.
std::optional<AiFault> fault_of(std::string_view faults, std::uint64_t seed, std::uint64_t count);

// That of the next call, by the variables.
std::optional<AiFault> next_ai_fault();

// The same as a call of the platform's own worker would fail, whose answers cannot be spoilt. Not
// part of the call itself, which is compiled for every operation.
Result<> suffer_ai_fault();

}  // namespace crow
