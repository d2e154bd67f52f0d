#include "shared/host/objects.h"

#include "shared/core/text.h"

namespace crow {

Task<std::string> Objects::get(std::string_view object, std::string_view path,
                               std::int64_t deadline_ms) const {
  std::string_view keys = variable_or("INTERNAL_KEY", {});
  std::string answer =
      co_await host_.call("object.get", binding_,
                          concat(object, '\n', deadline_ms, '\n', path, "\nx-internal-key\n",
                                 trim(split_off(keys, ',')), '\n'));
  const auto end = answer.find('\n');
  if (std::string_view(answer).substr(0, end) != "200")
    co_return fail(ErrorCode::unavailable, "A part of the platform did not answer; try again.",
                   concat(path.substr(0, path.find('?')), " answered ", answer.substr(0, 200)));
  answer.erase(0, end + 1);
  co_return answer;
}

}  // namespace crow
