#include "shared/json/write.h"

#include <rapidjson/internal/dtoa.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "shared/core/text.h"
#include "shared/core/time.h"

namespace crow::json {
namespace {

// How many characters a byte takes beyond itself: JSON does not take quotes, backslashes and
// controls as they are (RFC 8259, 7), and U+007F is escaped for readable logs.
constexpr auto kExtra = [] {
  std::array<std::uint8_t, 256> extra{};
  for (std::size_t c = 0; c < 0x20; ++c) extra[c] = 5;
  extra['\n'] = extra['\r'] = extra['\t'] = extra['"'] = extra['\\'] = 1;
  extra[0x7F] = 5;
  return extra;
}();

char short_escape(char c) {
  switch (c) {
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return c;
  }
}

// Looks twice and writes once: a parameter of a statement may be a whole document, with a quote
// every few characters.
void append_quoted(std::string& out, std::string_view text) {
  std::size_t extra = 0;
  for (const char c : text) extra += kExtra[static_cast<unsigned char>(c)];
  const std::size_t start = out.size();
  const std::size_t size = start + text.size() + extra + 2;
  // Grows as push_back does: many small texts must not mean many copies.
  if (size > out.capacity()) out.reserve(std::max(size, out.capacity() * 2));
  out.resize_and_overwrite(size, [&](char* to, std::size_t) {
    to += start;
    *to++ = '"';
    for (const char c : text) {
      const std::uint8_t more = kExtra[static_cast<unsigned char>(c)];
      if (more == 0) {
        *to++ = c;
      } else if (more == 1) {
        *to++ = '\\';
        *to++ = short_escape(c);
      } else {
        constexpr std::string_view kDigits = "0123456789abcdef";
        for (const char part :
             {'\\', 'u', '0', '0', kDigits[static_cast<unsigned char>(c) >> 4], kDigits[c & 15]})
          *to++ = part;
      }
    }
    *to = '"';
    return size;
  });
}

}  // namespace

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

void Writer::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_quoted(out_, name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

Writer& Writer::text(std::string_view value) {
  separate();
  append_quoted(out_, value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  separate();
  append_number(out_, value);
  return *this;
}

Writer& Writer::number(double value) {
  if (!std::isfinite(value)) return null();
  // Whole numbers read better, and are the same, without ".0".
  if (std::abs(value) < 9e15 && value == std::trunc(value))
    return integer(static_cast<std::int64_t>(value));
  separate();
  // Grisu2: digits that read back as the same double, nearly always the fewest. RapidJSON's own
  // writer goes through this function; its std::to_chars rival costs 60 KB of tables.
  char digits[32];
  out_.append(digits, rapidjson::internal::dtoa(value, digits));
  return *this;
}

Writer& Writer::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

Writer& Writer::null() {
  separate();
  out_ += "null";
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

Writer& Writer::value(const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::boolean:
      return boolean(*static_cast<const bool*>(value));
    case Kind::integer:
      return integer(type.width == 4 ? *static_cast<const std::int32_t*>(value)
                                     : *static_cast<const std::int64_t*>(value));
    case Kind::number:
      return number(*static_cast<const double*>(value));
    case Kind::text:
      return text(*static_cast<const std::string*>(value));
    case Kind::enumeration:
      return text(type.names[*static_cast<const std::uint8_t*>(value)]);
    case Kind::timestamp:
      return text(to_rfc3339(*static_cast<const Timestamp*>(value)));
    case Kind::raw_json:
      return raw(static_cast<const RawJson*>(value)->text);
    case Kind::optional:
      if (type.container->size(value) == 0) return null();
      return this->value(*type.element, type.container->at(value, 0));
    case Kind::array: {
      begin_array();
      const std::size_t size = type.container->size(value);
      for (std::size_t i = 0; i < size; ++i)
        this->value(*type.element, type.container->at(value, i));
      return end_array();
    }
    case Kind::map: {
      begin_object();
      const std::size_t size = type.container->size(value);
      for (std::size_t i = 0; i < size; ++i)
        key(type.container->key_at(value, i)).value(*type.element, type.container->at(value, i));
      return end_object();
    }
    case Kind::object:
      break;
  }
  begin_object();
  for (const Field& field : type.fields) {
    // `locate` takes a mutable owner so that readers and writers share it; here it only reads.
    const void* member = field.locate(const_cast<void*>(value));
    if (field.omits_null && field.type->kind == Kind::optional &&
        field.type->container->size(member) == 0)
      continue;
    key(field.name).value(*field.type, member);
  }
  return end_object();
}

std::string write(const Type& type, const void* value) {
  Writer writer;
  writer.reserve(256);
  writer.value(type, value);
  return writer.take();
}

}  // namespace crow::json
