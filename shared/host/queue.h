// A queue of messages to ourselves or to another worker.
//
//   co_await Queue(context.host, "JOBS").send("wake", 30);
//
// A queue may forget a message (on one machine, when the process dies) and may deliver it twice. So
// a message says that there may be something to do, and never what: that stands in a table.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/host/host.h"

namespace crow {

class Queue {
 public:
  Queue(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // Sends a text, to be delivered after `delay_s` seconds (0 to 43,200).
  //
  // Errors: unavailable.
  Task<> send(std::string_view message, std::int64_t delay_s = 0) const;

 private:
  Host host_;
  std::string_view binding_;
};

}  // namespace crow
