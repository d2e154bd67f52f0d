// Reading the JSON of pages, which often is none: comments, trailing commas, single quotes, bare
// names, line breaks in texts, undefined, calls and expressions where a value should stand. What
// cannot be read is skipped up to the next comma or bracket; what was read stays. shared/json,
// which refuses all that, is for what clients send.
//
// Nothing recurses; time is linear; depth and values are bounded.
//
//   const Json state = read_loose_json(script);
//   const Json::Value* price = state.find(state.root(), "price");
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace crow::extract {

class Json {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

  struct Value {
    Kind kind = Kind::null;
    std::uint32_t next = 0;   // The next of the same parent; 0 for none.
    std::uint32_t child = 0;  // The first inside.
    std::string_view name;    // Of a member.
    std::string_view text;    // A text's characters, a number's or a boolean's spelling.
  };

  // What one loop sees: for (const Value& member : json.children(value)).
  class Children {
   public:
    struct Iterator {
      const Json* json;
      std::uint32_t at;
      const Value& operator*() const { return json->values_[at]; }
      Iterator& operator++() {
        at = json->values_[at].next;
        return *this;
      }
      bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    Iterator begin() const { return {json, first}; }
    Iterator end() const { return {json, 0}; }
    const Json* json;
    std::uint32_t first;
  };

  const Value& root() const { return values_.size() > 1 ? values_[1] : values_[0]; }
  bool empty() const { return values_.size() < 2; }
  Children children(const Value& value) const { return {this, value.child}; }
  // A member by its exact name, or nullptr.
  const Value* find(const Value& object, std::string_view name) const;
  // Its text, number or boolean as written; empty when it is something else or absent.
  std::string_view text(const Value& object, std::string_view name) const;
  // All values, parents before what is in them; [0] is none.
  const std::vector<Value>& values() const { return values_; }

 private:
  friend class LooseReader;

  std::vector<Value> values_{1};
  std::deque<std::string> decoded_;  // Texts that had escapes.
};

struct JsonLimits {
  std::size_t depth = 64;
  std::size_t values = 200'000;
};

// Reads the first object or array in `text`, whose bytes must outlive the result. `end` becomes the
// offset behind it.
Json read_loose_json(std::string_view text, std::size_t* end = nullptr,
                     const JsonLimits& limits = {});

}  // namespace crow::extract
