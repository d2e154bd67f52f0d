#include "shared/vision/header.h"

#include <algorithm>

#include "shared/vision/bytes.h"
#include "shared/vision/formats.h"

namespace crow::vision {
namespace {

constexpr std::size_t kBeginning = 1'024;  // As far as readers of other formats look for theirs.
constexpr std::size_t kZipEndMax = 22 + 65'535;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether `word`, in lower case, stands in the text.
bool holds(std::string_view text, std::string_view word) {
  if (lower(word[0]) >= 'a' && lower(word[0]) <= 'z')
    return !std::ranges::search(text, word, {}, lower).empty();
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    // Most bytes are passed over by the search for the first one.
    const auto found = text.substr(at).find(word[0]);
    if (found == text.npos) return false;
    at += found;
    if (at + word.size() > text.size()) return false;
    if (std::ranges::equal(text.substr(at, word.size()), word, {}, lower)) return true;
  }
  return false;
}

template <std::size_t count>
bool holds_any(std::string_view text, const std::string_view (&words)[count]) {
  return std::ranges::any_of(words, [&](std::string_view word) { return holds(text, word); });
}

// What must not stand anywhere: too long to come about by chance in ten million bytes.
constexpr std::string_view kNowhere[] = {"<script",        "<iframe", "<!doctype", "<?php ",
                                         "<foreignobject", "#!/bin/", "#!/usr/"};
// What must not stand where a file of its kind begins.
constexpr std::string_view kNotAtFirst[] = {"<html", "<head", "<body", "<svg", "%pdf-"};
// What must not stand behind a picture.
constexpr std::string_view kNotBehind[] = {"<html",
                                           "<svg",
                                           "<body",
                                           "<?xml",
                                           "%pdf-",
                                           "javascript:",
                                           "pk\x03\x04",
                                           "\x7f"
                                           "elf",
                                           "rar!\x1a\x07"};

// A ZIP is read from its end, whatever stands before it.
bool is_zip(std::string_view bytes) {
  const std::size_t from = bytes.size() > kZipEndMax ? bytes.size() - kZipEndMax : 0;
  for (auto at = bytes.find("PK\x05\x06", from); at != bytes.npos;
       at = bytes.find("PK\x05\x06", at + 1))
    if (at + 22 + little16(bytes, at + 20) == bytes.size()) return true;
  return false;
}

bool is_something_else(std::string_view bytes, const Header& header) {
  if (holds_any(bytes, kNowhere) || holds_any(bytes.substr(0, kBeginning), kNotAtFirst))
    return true;
  // A GIF whose size is the beginning of a script's comment.
  if (header.format == Format::gif && slice(bytes, 6, 2) == "/*") return true;
  return holds_any(bytes.substr(header.end), kNotBehind) || is_zip(bytes);
}

bool is_avif(std::string_view bytes) {
  if (slice(bytes, 4, 4) != "ftyp") return false;
  const std::size_t length = std::min<std::size_t>(big32(bytes, 0), 256);
  for (std::size_t at = 8; at + 4 <= length; at += 4) {
    const std::string_view brand = slice(bytes, at, 4);
    if (at != 12 && (brand == "avif" || brand == "avis")) return true;
  }
  return false;
}

Found read_structure(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return read_jpeg(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return read_png(bytes);
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return read_gif(bytes);
  if (bytes.starts_with("RIFF") && slice(bytes, 8, 4) == "WEBP") return read_webp(bytes);
  if (is_avif(bytes)) return read_avif(bytes);
  // Two letters are little to go by: a file of text may begin with them.
  if (bytes.starts_with("BM") && little32(bytes, 6) == 0 && byte_at(bytes, 15) == 0)
    return read_bmp(bytes);
  // TIFF, icons, JPEG XL and JPEG 2000 are pictures, but not of the web.
  for (const std::string_view other :
       {std::string_view("II*\0", 4), std::string_view("MM\0*", 4), std::string_view("\0\0\1\0", 4),
        std::string_view("\0\0\0\x0cJXL ", 8), std::string_view("\xff\x0a", 2),
        std::string_view("\0\0\0\x0cjP  ", 8), std::string_view("8BPS", 4)})
    if (bytes.starts_with(other)) return std::unexpected(Refusal::unsupported);
  if (slice(bytes, 4, 4) == "ftyp") return std::unexpected(Refusal::unsupported);
  const std::string_view first = bytes.substr(0, kBeginning);
  if (holds_any(first, kNotAtFirst) || holds_any(first, kNowhere) || holds(first, "<?xml"))
    return std::unexpected(Refusal::active_content);
  return std::unexpected(Refusal::not_an_image);
}

}  // namespace

std::optional<Refusal> fault_of_size(const Header& header) {
  if (header.width <= 0 || header.height <= 0) return Refusal::broken;
  if (header.width > kSideMax || header.height > kSideMax ||
      std::int64_t{header.width} * header.height > kPixelsMax)
    return Refusal::too_many_pixels;
  return std::nullopt;
}

std::string_view media_type(Format format) {
  constexpr auto kTypes = std::to_array<std::string_view>(
      {"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/avif"});
  return kTypes[static_cast<std::size_t>(format)];
}

std::string_view name_of(Refusal refusal) {
  return names(refusal)[static_cast<std::size_t>(refusal)];
}

std::string_view sentence_of(Refusal refusal) {
  constexpr auto kSentences = std::to_array<std::string_view>({
      "It has no bytes.",
      "It is larger than 10 MB.",
      "It is not an image.",
      "It is a document that a browser would run, not an image.",
      "It is an image of a kind that is not supported.",
      "It ends before the image does.",
      "It cannot be decoded.",
      "It is larger than 12 megapixels.",
      "It is an image and something else besides.",
  });
  return kSentences[static_cast<std::size_t>(refusal)];
}

std::expected<Header, Refusal> read_header(std::string_view bytes) {
  if (bytes.empty()) return std::unexpected(Refusal::empty);
  if (bytes.size() > kBytesMax) return std::unexpected(Refusal::too_large);
  auto header = read_structure(bytes);
  if (!header) return header;
  if (const auto refusal = fault_of_size(*header)) return std::unexpected(*refusal);
  if (is_something_else(bytes, *header)) return std::unexpected(Refusal::polyglot);
  return header;
}

}  // namespace crow::vision
