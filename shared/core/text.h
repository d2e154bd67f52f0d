// Small, total functions over text: UTF-8, ASCII case, encodings, comparing secrets.
//
// None of them allocates more than its result, reads beyond its input or depends on a locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crow {

// True when `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

// The number of code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view utf8);

// At most `limit` code points from the start of well-formed UTF-8, never half a character.
std::string_view cut_code_points(std::string_view utf8, std::size_t limit);

// ASCII only; other bytes pass unchanged.
std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

// Without spaces and tabs at both ends (RFC 9110, 5.6.3).
std::string_view trim(std::string_view text);

// The part before the first `separator`; `rest` becomes what follows it, or empty.
std::string_view split_off(std::string_view& rest, char separator);

// In a time that depends on the lengths alone. For every secret.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// RFC 4648: standard with padding (4), URL-safe without padding (5), lower-case hex (8).
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);
std::string hex(std::string_view bytes);
// Both alphabets, padding optional; nothing else. Absent when malformed.
std::optional<std::string> from_base64(std::string_view text);

// Percent decoding (RFC 3986, 2.1); `plus_is_space` for forms and query strings. Absent when an
// escape is cut off or not hexadecimal.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// As JavaScript's encodeURIComponent.
std::string percent_encode(std::string_view text);

// Writes a code point as UTF-8 at `out`, which has room for four bytes, and returns how many it
// took.
std::size_t write_utf8(char* out, char32_t code);
void append_utf8(std::string& out, char32_t code);

// Decimal digits of a whole number.
void append_number(std::string& out, std::int64_t number);
std::string to_text(std::int64_t number);

// The whole number that `text` is, with an optional minus and nothing around it.
std::optional<std::int64_t> to_number(std::string_view text);

// Joins its arguments: concat("limit must be at most ", 100).
inline void append(std::string& out, std::string_view part) { out += part; }
inline void append(std::string& out, char part) { out += part; }
inline void append(std::string& out, std::int64_t part) { append_number(out, part); }
inline void append(std::string& out, int part) { append_number(out, part); }
inline void append(std::string& out, std::size_t part) {
  append_number(out, static_cast<std::int64_t>(part));
}
template <typename... Part>
std::string concat(const Part&... parts) {
  std::string out;
  (append(out, parts), ...);
  return out;
}

}  // namespace crow
