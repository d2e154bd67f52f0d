// Which part of an image a client wants (RFC 9110, 14).
#pragma once

#include <cstdint>
#include <string_view>

namespace crow::images {

struct Range {
  enum class Kind : std::uint8_t {
    whole,          // No range, or one that need not be understood: everything.
    part,           // From `offset` on, `length` bytes.
    unsatisfiable,  // 416.
  };
  Kind kind = Kind::whole;
  std::int64_t offset = 0, length = 0;
};

// `header` is the Range header's value. Several ranges at once are answered with everything.
Range read_range(std::string_view header, std::int64_t size);

// Whether an If-None-Match or If-Range names this entity tag; weak comparison where `is_weak`.
bool names_tag(std::string_view header, std::string_view tag, bool is_weak);

}  // namespace crow::images
