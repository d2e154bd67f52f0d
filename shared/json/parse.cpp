#include "shared/json/parse.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <cmath>

#include "shared/core/text.h"
#ifdef __wasm__
#include "shared/host/imports.h"
#else
#include <fast_float/fast_float.h>
#endif

namespace crow::json {
namespace {

// The nearest double, infinity beyond them. V8 has the tables for it already; a second copy in
// every worker would cost 10 KB.
double to_double(std::string_view text) {
#ifdef __wasm__
  return crow_number(text.data(), text.size());
#else
  double value = 0;
  fast_float::from_chars(text.data(), text.data() + text.size(), value);
  return value;
#endif
}

// RapidJSON's names for the events.
struct Adapter {
  Events& events;
  // Only escapes can spell what well-formed UTF-8 cannot, so texts of documents without them need
  // no second look.
  bool has_unicode_escapes;
  bool is_unsound = false;
  bool is_too_large = false;

  bool Null() { return events.null(); }
  bool Bool(bool value) { return events.boolean(value); }
  // RapidJSON checks a number's grammar and hands over its text. Its own conversion is not exact,
  // and reads outside its tables for a tiny number with many zeros in front.
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    if (const auto whole = to_number({text, length})) return events.integer(*whole);
    const double value = to_double({text, length});
    is_too_large = std::isinf(value);
    return !is_too_large && events.number(value);
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
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

  // RapidJSON lets the second half of a surrogate pair stand alone.
  bool is_sound(std::string_view text) {
    is_unsound = has_unicode_escapes && !is_utf8(text);
    return !is_unsound;
  }
};

constexpr auto kParseFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                             rapidjson::kParseNumbersAsStringsFlag;

}  // namespace

std::optional<Fault> parse(std::string& document, Events& events) {
  // In-situ parsing relies on both: no byte sequence runs over the end, no NUL stands before it.
  if (!is_utf8(document)) return Fault{"JSON in UTF-8"};
  if (document.find('\0') != document.npos) return Fault{"JSON without NUL bytes"};
  if (document.starts_with("\xEF\xBB\xBF")) document.erase(0, 3);

  Adapter adapter{events, document.find("\\u") != document.npos};
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(document.data());
  const auto outcome = reader.Parse<kParseFlags>(stream, adapter);
  if (!outcome.IsError()) return std::nullopt;
  if (adapter.is_unsound || outcome.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)
    return Fault{"JSON without halves of surrogate pairs", true};
  const auto code = adapter.is_too_large ? rapidjson::kParseErrorNumberTooBig : outcome.Code();
  return Fault{concat("JSON; at byte ", outcome.Offset(), ": ",
                      std::string_view(rapidjson::GetParseError_En(code))),
               code == rapidjson::kParseErrorNumberTooBig};
}

}  // namespace crow::json
