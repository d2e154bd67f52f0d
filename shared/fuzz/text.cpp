// Encodings come back unchanged, and nothing is cut in the middle of a character.
#include "shared/core/text.h"

#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  crow::fuzz::insist(crow::from_base64(crow::base64(text)) == text);
  crow::fuzz::insist(crow::from_base64(crow::base64url(text)) == text);
  crow::fuzz::insist(crow::percent_decode(crow::percent_encode(text), true) == text);
  const auto bytes = crow::from_base64(text);
  if (bytes) crow::fuzz::insist(crow::from_base64(crow::base64(*bytes)) == *bytes);
  crow::percent_decode(text, false);
  const auto number = crow::to_number(text);
  if (number) crow::fuzz::insist(crow::to_number(crow::to_text(*number)) == number);
  if (!crow::is_utf8(text)) return 0;
  const std::size_t count = crow::count_code_points(text);
  crow::fuzz::insist(crow::cut_code_points(text, count) == text);
  for (const std::size_t limit : {std::size_t{0}, count / 2, count / 3})
    crow::fuzz::insist(crow::is_utf8(crow::cut_code_points(text, limit)) &&
                       crow::count_code_points(crow::cut_code_points(text, limit)) == limit);
  return 0;
}
