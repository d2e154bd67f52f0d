#include "shared/host/fake/memory.h"

#include "shared/core/text.h"

namespace crow {

std::string FakeMemory::answer(std::string_view operation, std::string_view payload) {
  if (operation == "memory.read") {
    const auto found = texts_.find(std::string(payload));
    return concat(age_, '\n', object_, '\n', found == texts_.end() ? std::string() : found->second);
  }
  const bool is_of_now = to_number(split_off(payload, '\n')) == age_;
  const std::string key(split_off(payload, '\n'));
  if (is_of_now) texts_.insert_or_assign(key, std::string(payload));
  return {};
}

void FakeMemory::forget() {
  texts_.clear();
  ++age_;
}

}  // namespace crow
