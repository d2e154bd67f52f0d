// A path that is passed has segments that mean the same to whoever decodes them once or twice.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/http/route.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view path = crow::fuzz::text_of(data, size);
  const auto match = crow::match_path("/api/{a}/b/{c}", path);
  if (match) crow::fuzz::insist(match->size() == 2 && !(*match)[0].second.empty());
  const std::string normal = crow::normalize_path(path);
  crow::fuzz::insist(crow::percent_decode(normal, false) == crow::percent_decode(path, false));
  crow::fuzz::insist(crow::normalize_path(normal) == normal);
  crow::fuzz::insist(crow::fault_of_path(normal) == crow::fault_of_path(path));
  if (crow::fault_of_path(path)) return 0;
  std::string_view rest = path;
  while (!rest.empty()) {
    const auto segment = crow::percent_decode(crow::split_off(rest, '/'), false);
    crow::fuzz::insist(segment.has_value() && crow::is_utf8(*segment));
    crow::fuzz::insist(segment->find_first_of(std::string_view("/\\\0\r\n", 5)) == segment->npos);
    crow::fuzz::insist(*segment != "." && *segment != "..");
    const auto twice = crow::percent_decode(*segment, false);
    if (twice) crow::fuzz::insist(*twice != "." && *twice != "..");
  }
  return 0;
}
