#include "shared/json/parse.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <limits>

#include "shared/core/text.h"

namespace crow::json {
namespace {

// RapidJSON's names for the events.
struct Adapter {
  Events& events;
  // Only escapes can spell what well-formed UTF-8 without NUL cannot, so texts of documents without
  // them need no second look.
  bool has_unicode_escapes;
  bool is_unsound = false;

  bool Null() { return events.null(); }
  bool Bool(bool value) { return events.boolean(value); }
  bool Int(int value) { return events.integer(value); }
  bool Uint(unsigned value) { return events.integer(value); }
  bool Int64(std::int64_t value) { return events.integer(value); }
  // RapidJSON calls this for every positive number of more than 32 bits.
  bool Uint64(std::uint64_t value) {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value <= kMost ? events.integer(static_cast<std::int64_t>(value))
                          : events.number(static_cast<double>(value));
  }
  bool Double(double value) { return events.number(value); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return is_sound({text, length}) && events.text({text, length});
  }
  bool StartObject() { return events.begin_object(); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    return is_sound({text, length}) && events.key({text, length});
  }
  bool EndObject(rapidjson::SizeType) { return events.end_object(); }
  bool StartArray() { return events.begin_array(); }
  bool EndArray(rapidjson::SizeType) { return events.end_array(); }

  // RapidJSON lets the second half of a surrogate pair stand alone; databases cut texts at a NUL.
  bool is_sound(std::string_view text) {
    is_unsound = has_unicode_escapes && (!is_utf8(text) || text.find('\0') != text.npos);
    return !is_unsound;
  }
};

constexpr auto kParseFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                             rapidjson::kParseFullPrecisionFlag;

}  // namespace

std::optional<std::string> parse(std::string& document, Events& events) {
  // In-situ parsing relies on both: no byte sequence runs over the end, no NUL stands before it.
  if (!is_utf8(document)) return "JSON in UTF-8";
  if (document.find('\0') != document.npos) return "JSON without NUL bytes";
  if (document.starts_with("\xEF\xBB\xBF")) document.erase(0, 3);

  Adapter adapter{events, document.find("\\u") != document.npos};
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(document.data());
  const auto outcome = reader.Parse<kParseFlags>(stream, adapter);
  if (!outcome.IsError()) return std::nullopt;
  if (adapter.is_unsound) return "JSON without NUL characters and halves of surrogate pairs";
  return concat("JSON; at byte ", outcome.Offset(), ": ",
                std::string_view(rapidjson::GetParseError_En(outcome.Code())));
}

}  // namespace crow::json
