// What a Durable Object remembers, with the rules of bindings/sessions.js but for how many texts it
// holds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace crow {

class FakeMemory {
 public:
  explicit FakeMemory(std::string object) : object_(std::move(object)) {}

  // Whether this is an operation of a memory; answer() then does it.
  static bool knows(std::string_view operation) { return operation.starts_with("memory."); }
  std::string answer(std::string_view operation, std::string_view payload);
  void forget();

  std::size_t size() const { return texts_.size(); }

 private:
  std::string object_;
  std::map<std::string, std::string> texts_;
  std::int64_t age_ = 0;
};

}  // namespace crow
