// Ids: a prefix, an underscore and 26 characters that sort by time (a ULID in Crockford's base 32):
// "job_01JD8Z6M3Q9V7T0N5R2K4W1XYB". Better Auth's own things keep its 32 letters and digits.
#pragma once

#include <string>
#include <string_view>

#include "shared/core/describe.h"

namespace crow {

// 48 bits of milliseconds and 80 bits of `random10`, which must be 10 unpredictable bytes.
std::string make_id(std::string_view prefix, Timestamp now, std::string_view random10);

}  // namespace crow
