// The small grammars of headers, and the head of a request.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/http/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  const auto found = crow::cookie(text, "s");
  if (found) crow::fuzz::insist(found->find(';') == found->npos && crow::trim(*found) == *found);
  crow::accepts(text, "application/json");
  const auto parameter = crow::header_parameter(text, "boundary");
  if (parameter) crow::fuzz::insist(parameter->size() < size);
  const std::string type = crow::media_type(text);
  crow::fuzz::insist(type == crow::to_lower(type));
  const auto request = crow::parse_request(1, text);
  crow::fuzz::insist(request.path.empty() || request.path.starts_with('/'));
  for (const crow::Header& header : request.headers)
    crow::fuzz::insist(header.value.find('\n') == header.value.npos);
  return 0;
}
