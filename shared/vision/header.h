// What a picture is, from its first bytes and its structure: nothing is decoded here.
//
//   const auto header = read_header(bytes);
//   if (!header) … name_of(header.error())
//   bytes.resize(header->end);                 // what follows the picture is none of it
//
// The bytes decide, never what a server or a name says of them. JPEG, PNG, GIF, WebP, BMP and AVIF
// are pictures; what a browser could run, SVG above all, is refused, and so is a picture that is
// something else besides: HTML, a script, PDF or ZIP in its comments or behind its end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

namespace crow::vision {

inline constexpr std::size_t kBytesMax = 10'000'000;
// 12 mebipixels, so that 4,032 by 3,024 of a telephone is in.
inline constexpr std::int64_t kPixelsMax = 12 * 1'048'576;
inline constexpr std::int64_t kSideMax = 20'000;

enum class Format : std::uint8_t { jpeg, png, gif, webp, bmp, avif };
constexpr auto names(Format) {
  return std::to_array<std::string_view>({"jpeg", "png", "gif", "webp", "bmp", "avif"});
}
// "image/jpeg".
std::string_view media_type(Format format);

// Why something is no picture of ours. Names are stable: they are stored and shown.
enum class Refusal : std::uint8_t {
  empty,
  too_large,        // More bytes than kBytesMax.
  not_an_image,     // Text, HTML, a file of another kind.
  active_content,   // SVG, HTML, XML: what a browser would run.
  unsupported,      // A picture, but of a format or a kind that is not taken.
  truncated,        // It ends before its end.
  broken,           // Its parts contradict one another, or cannot be decoded.
  too_many_pixels,  // More than kPixelsMax, or a side longer than kSideMax.
  polyglot,         // A picture and something else besides.
};
constexpr auto names(Refusal) {
  return std::to_array<std::string_view>({"empty", "too_large", "not_an_image", "active_content",
                                          "unsupported", "truncated", "broken", "too_many_pixels",
                                          "polyglot"});
}
std::string_view name_of(Refusal refusal);
// For people: "It is larger than 12 megapixels."
std::string_view sentence_of(Refusal refusal);

struct Header {
  Format format{};
  int width = 0, height = 0;  // As stored; `orientation` may turn it.
  int orientation = 1;        // Exif's, 1 to 8.
  std::size_t end = 0;        // Where the picture's bytes end.

  bool is_turned() const { return orientation >= 5; }
  int shown_width() const { return is_turned() ? height : width; }
  int shown_height() const { return is_turned() ? width : height; }
  // WebP and AVIF are kept as they are.
  bool is_decodable() const { return format != Format::webp && format != Format::avif; }
};

std::expected<Header, Refusal> read_header(std::string_view bytes);

}  // namespace crow::vision
