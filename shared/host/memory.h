// What a Durable Object remembers while it is awake: texts by their keys, for nobody but its own
// requests.
//
//   const auto kept = co_await memory.read(key);               // its age is that of now
//   const std::string text = …;                                // read elsewhere; it takes a while
//   co_await memory.write(key, kept.age, text);                // unless forget() came between
//
// Whoever changes what was remembered has the object forget all of it, from wherever that happens:
//
//   co_await memory.forget("SESSIONS", "aZ");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/host/host.h"

namespace crow {

class Memory {
 public:
  struct Kept {
    std::int64_t age = -1;  // How often the object has forgotten all; -1 when there is no object.
    std::string object;     // Its name.
    std::string text;       // Empty when none is remembered.
  };

  explicit Memory(Host host) : host_(host) {}

  // What stands under a key, a text without line breaks.
  //
  // Errors: unavailable.
  Task<Kept> read(std::string_view key) const;

  // Puts a text there, unless all was forgotten since `age`, or there is no object. An object holds
  // 1,000 texts; the oldest makes room.
  //
  // Errors: unavailable.
  Task<> write(std::string_view key, std::int64_t age, std::string_view text) const;

  // Has the object with this name, of those behind `binding`, forget all. What it is reading
  // meanwhile it does not remember.
  //
  // Errors: unavailable.
  Task<> forget(std::string_view binding, std::string_view object) const;

 private:
  Host host_;
};

}  // namespace crow
