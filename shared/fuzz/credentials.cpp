// The first line is the cookie, the second Authorization, the third X-API-Key, as far as they come.
#include "workers/gateway/credentials.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = crow::fuzz::text_of(data, size);
  crow::Request request;
  for (const std::string_view name : {"cookie", "authorization", "x-api-key"}) {
    const std::string_view value = crow::split_off(text, '\n');
    if (!value.empty()) request.headers.push_back({std::string(name), std::string(value)});
  }
  const auto outcome = crow::gateway::find_credential(request);
  if (!outcome || !*outcome || !(*outcome)->refusal.empty()) return 0;
  const std::string& value = (*outcome)->value;
  crow::fuzz::insist(!value.empty() && value.size() <= 1'024 && crow::is_utf8(value));
  return 0;
}
