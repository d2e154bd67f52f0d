#include "shared/host/memory.h"

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::string_view kBinding = "MEMORY";

}  // namespace

Task<Memory::Kept> Memory::read(std::string_view key) const {
  const std::string answer = co_await host_.call("memory.read", kBinding, key);
  std::string_view text = answer;
  const auto age = to_number(split_off(text, '\n'));
  const std::string_view object = split_off(text, '\n');
  co_return Kept{age.value_or(-1), std::string(object), std::string(text)};
}

Task<> Memory::write(std::string_view key, std::int64_t age, std::string_view text) const {
  co_await host_.call("memory.write", kBinding, concat(age, '\n', key, '\n', text));
}

Task<> Memory::forget(std::string_view binding, std::string_view object) const {
  co_await host_.call("memory.forget", binding, object);
}

}  // namespace crow
