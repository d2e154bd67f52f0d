#include "shared/http/multipart.h"

#include "shared/core/text.h"
#include "shared/http/message.h"

namespace crow {
namespace {

constexpr std::size_t kHeadersBytesMax = 8'192;
constexpr int kPartsMax = 64;

std::unexpected<Error> bad(std::string_view field, std::string expected) {
  return fail({Violation{std::string(field), Rule::syntax, std::move(expected), std::nullopt,
                         "string", nullptr}});
}

}  // namespace

Result<MultipartReader> MultipartReader::from(std::string_view content_type) {
  const auto boundary = header_parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70)
    return bad("content-type", "multipart/form-data with a boundary of 1 to 70 characters");
  return MultipartReader("\r\n--" + *boundary);
}

Result<MultipartEvent> MultipartReader::next() {
  for (;;) {
    switch (state_) {
      case State::preamble: {
        const auto found = buffer_.find(delimiter_);
        if (found == buffer_.npos) {
          if (buffer_.size() > kHeadersBytesMax) return bad({}, "parts between boundaries");
          return MultipartEvent{};
        }
        buffer_.erase(0, found + delimiter_.size());
        state_ = State::boundary;
        continue;
      }
      case State::boundary:
        if (buffer_.size() < 2) return MultipartEvent{};
        if (buffer_.starts_with("--")) {
          state_ = State::end;
          continue;
        }
        if (!buffer_.starts_with("\r\n")) return bad({}, "parts between boundaries");
        state_ = State::headers;
        continue;
      case State::headers:
        return begin_part();
      case State::content: {
        auto event = read_content();
        if (event && event->kind == MultipartEvent::Kind::more && state_ == State::boundary)
          continue;
        return event;
      }
      case State::end:
        return MultipartEvent{.kind = MultipartEvent::Kind::end};
    }
  }
}

// The buffer begins with the line break in front of the first header.
Result<MultipartEvent> MultipartReader::begin_part() {
  const auto end = buffer_.find("\r\n\r\n");
  if (end == buffer_.npos) {
    if (buffer_.size() > kHeadersBytesMax) return bad({}, "parts with shorter headers");
    return MultipartEvent{};
  }
  if (++parts_ > kPartsMax) return bad({}, concat("at most ", kPartsMax, " parts"));
  MultipartEvent event{.kind = MultipartEvent::Kind::part};
  bool is_named = false;
  for (std::string_view rest = std::string_view(buffer_).substr(0, end); !rest.empty();) {
    std::string_view value = split_off(rest, '\n');
    if (value.ends_with('\r')) value.remove_suffix(1);
    if (!is_utf8(value)) return bad({}, "parts with headers in UTF-8");
    if (!equals_ignoring_case(trim(split_off(value, ':')), "content-disposition")) continue;
    auto name = header_parameter(value, "name");
    is_named = name.has_value();
    event.name = std::move(name).value_or("");
    event.file_name = header_parameter(value, "filename");
  }
  if (!is_named) return bad({}, "parts that each have a name");
  // The last line break stays: an empty content may share it with the boundary.
  buffer_.erase(0, end + 2);
  is_at_start_ = true;
  state_ = State::content;
  return event;
}

Result<MultipartEvent> MultipartReader::read_content() {
  MultipartEvent event;
  const auto found = buffer_.find(delimiter_);
  const std::size_t skipped = is_at_start_ ? 2 : 0;
  if (found != buffer_.npos) {
    if (found > skipped) event.data = buffer_.substr(skipped, found - skipped);
    buffer_.erase(0, found + delimiter_.size());
    state_ = State::boundary;
  } else {
    // What may be the start of a boundary stays.
    if (buffer_.size() < skipped + delimiter_.size()) return event;
    const std::size_t count = buffer_.size() - delimiter_.size() + 1;
    if (count <= skipped) return event;
    event.data = buffer_.substr(skipped, count - skipped);
    buffer_.erase(0, count);
  }
  is_at_start_ = false;
  if (!event.data.empty()) event.kind = MultipartEvent::Kind::data;
  return event;
}

}  // namespace crow
