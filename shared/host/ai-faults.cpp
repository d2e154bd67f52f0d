#include "shared/host/ai-faults.h"

#include "shared/core/text.h"
#include "shared/host/ai-failure.h"
#include "shared/host/host.h"

namespace crow {
namespace {

// splitmix64, of which the upper bits are a number from 0 to 1 million.
std::uint64_t draw(std::uint64_t seed, std::uint64_t count) {
  std::uint64_t value = (seed << 32) + (count + 1) * 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return ((value ^ (value >> 31)) >> 32) * 1'000'000 >> 32;
}

// "0.25" as parts of a million.
std::uint64_t millionths(std::string_view share) {
  const std::uint64_t whole = share.starts_with('1') ? 1'000'000 : 0;
  const auto point = share.find('.');
  if (point == share.npos) return whole;
  std::uint64_t parts = 0, unit = 100'000;
  for (const char c : share.substr(point + 1)) {
    if (c < '0' || c > '9') break;
    parts += static_cast<std::uint64_t>(c - '0') * unit;
    unit /= 10;
  }
  return whole + parts;
}

}  // namespace

std::optional<AiFault> fault_of(std::string_view faults, std::uint64_t seed, std::uint64_t count) {
  const std::uint64_t drawn = draw(seed, count);
  std::uint64_t taken = 0;
  while (!faults.empty()) {
    std::string_view share = split_off(faults, ',');
    const auto fault = from_name<AiFault>(trim(split_off(share, ':')));
    if (!fault) continue;
    taken += share.empty() ? 1'000'000 : millionths(trim(share));
    if (drawn < taken) return fault;
  }
  return std::nullopt;
}

std::optional<AiFault> next_ai_fault() {
  static std::uint64_t count = 0;
  const std::string_view faults = variable_or("AI_FAULTS", {});
  if (faults.empty() || variable_or("ENVIRONMENT", "production") != "local") return std::nullopt;
  const auto seed = to_number(variable_or("AI_FAULT_SEED", {}));
  return fault_of(faults, static_cast<std::uint64_t>(seed.value_or(1)), count++);
}

Result<> suffer_ai_fault() {
  const auto fault = next_ai_fault();
  if (!fault) return {};
  constexpr std::string_view kCause = "a fault on purpose";
  switch (*fault) {
    case AiFault::timeout:
      return ai_failure(AiReason::timed_out, std::string(kCause));
    case AiFault::too_many:
      return ai_failure(AiReason::rate_limited, std::string(kCause), 1);
    case AiFault::malformed:
    case AiFault::cut:
      return ai_failure(AiReason::malformed, std::string(kCause));
    case AiFault::dimensions:
      return ai_failure(AiReason::wrong_dimensions, std::string(kCause));
    case AiFault::broken:
    case AiFault::refused:
      break;
  }
  return ai_failure(AiReason::unreachable, std::string(kCause));
}

}  // namespace crow
