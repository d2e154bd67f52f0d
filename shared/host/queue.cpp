#include "shared/host/queue.h"

#include "shared/core/text.h"

namespace crow {

Task<> Queue::send(std::string_view message, std::int64_t delay_s) const {
  co_await host_.call("queue.send", binding_, concat(delay_s, '\n', message));
}

}  // namespace crow
