// A client's address, as the header says it.
#include "shared/fuzz/target.h"
#include "workers/gateway/limits.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  const std::string counted = crow::gateway::counted_address(text);
  crow::fuzz::insist(counted.size() <= 64);
  crow::fuzz::insist(crow::gateway::counted_address(counted) == counted);
  return 0;
}
