// multipart/form-data in pieces, for uploads that are too long to be held whole (RFC 7578). Short
// forms are read at once by parse_multipart() of message.h.
//
//   auto reader = co_await MultipartReader::from(content_type);
//   for (;;) {
//     MultipartEvent event = co_await reader.next();
//     if (event.kind == MultipartEvent::Kind::more) reader.feed(co_await next_piece());
//     …
//   }
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/core/error.h"

namespace crow {

struct MultipartEvent {
  enum class Kind : std::uint8_t {
    more,  // feed() it the next piece, or the body is cut off.
    part,  // A part begins: `name`, `file_name`.
    data,  // Some of its content: `data`, never empty, valid until the next call.
    end,   // The body's last boundary.
  };
  Kind kind = Kind::more;
  std::string name = {};
  std::optional<std::string> file_name = {};
  std::string data = {};
};

class MultipartReader {
 public:
  // Errors: invalid_argument, for a Content-Type without a sound boundary.
  static Result<MultipartReader> from(std::string_view content_type);

  void feed(std::string_view piece) { buffer_ += piece; }

  // Errors: invalid_argument, for what is not multipart/form-data; more than 64 parts; headers of
  // a part beyond 8 KiB.
  Result<MultipartEvent> next();

 private:
  explicit MultipartReader(std::string delimiter) : delimiter_(std::move(delimiter)) {}
  Result<MultipartEvent> begin_part();
  Result<MultipartEvent> read_content();

  enum class State : std::uint8_t { preamble, boundary, headers, content, end };
  State state_ = State::preamble;
  std::string delimiter_;        // "\r\n--" and the boundary.
  std::string buffer_ = "\r\n";  // A boundary at the very start looks like any other then.
  bool is_at_start_ = false;  // Of a part's content: the line break of its headers is still there.
  int parts_ = 0;
};

}  // namespace crow
