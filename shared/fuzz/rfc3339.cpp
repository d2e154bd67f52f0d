// A time that is read and written is the same time, within the years that can be written.
#include "shared/core/time.h"

#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto time = crow::from_rfc3339(crow::fuzz::text_of(data, size));
  if (!time) return 0;
  const std::string written = crow::to_rfc3339(*time);
  crow::fuzz::insist(written.size() == 24);
  const auto again = crow::from_rfc3339(written);
  crow::fuzz::insist(again.has_value() && crow::to_rfc3339(*again) == written);
  const bool is_inside = time->ms >= -62'167'219'200'000 && time->ms <= 253'402'300'799'999;
  if (is_inside) crow::fuzz::insist(*again == *time);
  return 0;
}
