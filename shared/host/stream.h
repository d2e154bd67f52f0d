// A response that is written piece by piece: server-sent events, exports.
//
//   auto stream = co_await open_stream(context.host, Response{.status = 200}.with("content-type",
//   "text/event-stream")); co_await stream.write("data: hello\n\n");        // waits while the
//   client reads slowly co_return Response{.status = 200, .is_streamed = true};
//
// The response ends when the operation returns. A client that goes away cancels the operation: its
// frames are destroyed at the write, or whatever else, that it awaits.
#pragma once

#include <string_view>

#include "shared/core/task.h"
#include "shared/host/host.h"
#include "shared/http/message.h"

namespace crow {

class Stream {
 public:
  // Sends a piece; done when the client has room for the next.
  //
  // Errors: unavailable.
  Task<> write(std::string_view piece) const;

 private:
  friend Task<Stream> open_stream(Host host, Response head);
  explicit Stream(Host host) : host_(host) {}
  Host host_;
};

// Sends the status and the headers of `head`.
Task<Stream> open_stream(Host host, Response head);

}  // namespace crow
