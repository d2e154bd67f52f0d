// Times: UTC milliseconds inside, RFC 3339 outside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"

namespace crow {

inline constexpr std::int64_t kSecond = 1'000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

// "2026-11-21T09:30:00.000Z". Years 0000 to 9999; beyond them the nearest end.
std::string to_rfc3339(Timestamp time);

// RFC 3339 with any offset and 0 to 9 digits of fraction (cut to milliseconds). Refuses what the
// grammar refuses, dates that do not exist, and a missing offset. A leap second (:60) is read as
// the first moment after it.
std::optional<Timestamp> from_rfc3339(std::string_view text);

}  // namespace crow
