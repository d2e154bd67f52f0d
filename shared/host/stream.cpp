#include "shared/host/stream.h"

#include "shared/core/text.h"

namespace crow {

Task<Stream> open_stream(Host host, Response head) {
  co_await host.call("stream.open", {}, concat(head.status, '\n', header_lines(head.headers)));
  co_return Stream(host);
}

Task<> Stream::write(std::string_view piece) const {
  co_await host_.call("stream.write", {}, piece);
}

}  // namespace crow
