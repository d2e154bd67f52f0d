#include "shared/host/forward.h"

#include "shared/core/text.h"

namespace crow {

Task<int> forward(Host host, std::string_view binding, std::string_view target,
                  std::vector<Header> edits) {
  std::string payload = concat(target, '\n');
  for (const Header& edit : edits) payload += concat(edit.name, '\n', edit.value, '\n');
  const std::string status = co_await host.call("forward.fetch", binding, payload);
  co_return static_cast<int>(to_number(status).value_or(502));
}

}  // namespace crow
