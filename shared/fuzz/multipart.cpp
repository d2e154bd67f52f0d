// The first line is the Content-Type, the rest the body. Parts lie in the body, in order, and
// apart.
#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/http/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view body = crow::fuzz::text_of(data, size);
  const std::string_view type = crow::split_off(body, '\n');
  const auto parts = crow::parse_multipart(type, body);
  if (!parts) return 0;
  crow::fuzz::insist(parts->size() <= 64);
  const char* from = body.data();
  for (const crow::FormPart& part : *parts) {
    crow::fuzz::insist(part.content.data() >= from);
    from = part.content.data() + part.content.size();
    crow::fuzz::insist(from <= body.data() + body.size());
    crow::fuzz::insist(crow::is_utf8(part.name) && crow::is_utf8(part.content_type));
  }
  return 0;
}
