// Times as others write them.
#pragma once

#include <optional>
#include <string_view>

#include "shared/core/time.h"

namespace crow {

// RFC 822 with its later amendments, as RSS has it: "Sat, 21 Nov 2026 09:30:00 +0100". The day's
// name may be absent or wrong, the year of two digits, the zone GMT, UT, Z, one of North America's
// or absent (then UTC).
std::optional<Timestamp> from_rfc822(std::string_view text);

// Any of: RFC 3339, with a space instead of T too, without a zone (then UTC), or the date alone;
// RFC 822; ten digits of seconds or thirteen of milliseconds since 1970.
std::optional<Timestamp> read_date(std::string_view text);

}  // namespace crow
