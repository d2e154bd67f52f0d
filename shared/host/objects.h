// Questions to the Durable Objects behind a binding.
//
//   auto answer = co_await Objects(context.host, "COUNTERS").get("o:north", path, 250);
#pragma once

#include <string>
#include <string_view>

#include "shared/host/host.h"

namespace crow {

class Objects {
 public:
  Objects(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // GET of a path and query, asked of the object with this name; the body. It carries the internal
  // key. An object that has not answered after `deadline_ms` is not waited for.
  //
  // Errors: unavailable, when there is no answer, or one of another status than 200.
  Task<std::string> get(std::string_view object, std::string_view path,
                        std::int64_t deadline_ms) const;

 private:
  Host host_;
  std::string_view binding_;
};

}  // namespace crow
