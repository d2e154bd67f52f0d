// What is accepted, written as a form again, is accepted as the same.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/http/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto values = crow::parse_form(crow::fuzz::text_of(data, size));
  if (!values) {
    crow::fuzz::insist(crow::is_utf8(values.error().message));
    return 0;
  }
  std::string written;
  for (const auto& [name, value] : *values) {
    crow::fuzz::insist(crow::is_utf8(name) && crow::is_utf8(value));
    written += crow::concat(crow::percent_encode(name), '=', crow::percent_encode(value), '&');
  }
  const auto again = crow::parse_form(written);
  crow::fuzz::insist(again.has_value() && *again == *values);
  return 0;
}
