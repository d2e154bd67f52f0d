// JPEG (ITU-T T.81), and how Exif (CIPA DC-008) says that it is turned.
#include "shared/vision/bytes.h"
#include "shared/vision/formats.h"

namespace crow::vision {
namespace {

// The orientation in an APP1 segment's content; 1 when it says none.
int orientation_in(std::string_view segment) {
  if (!segment.starts_with(std::string_view("Exif\0\0", 6))) return 1;
  const std::string_view tiff = segment.substr(6);
  const bool is_big = tiff.starts_with("MM");
  if (!is_big && !tiff.starts_with("II")) return 1;
  const auto word = [&](std::size_t at) { return is_big ? big16(tiff, at) : little16(tiff, at); };
  const std::size_t directory = is_big ? big32(tiff, 4) : little32(tiff, 4);
  if (directory >= tiff.size()) return 1;
  const std::size_t entries = word(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * 12;
    if (at + 12 > tiff.size()) return 1;
    if (word(at) != 0x0112) continue;
    const auto value = word(at + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

// Frames of Huffman coding, baseline to progressive; the others hardly anything decodes.
bool is_frame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

// Whether Huffman tables are whole, each with at most 256 values (T.81, B.2.4.2): decoders trust
// these numbers.
bool are_tables_sound(std::string_view content) {
  while (!content.empty()) {
    if (content.size() < 17) return false;
    std::size_t count = 0;
    for (std::size_t i = 1; i <= 16; ++i) count += byte_at(content, i);
    if (count > 256 || content.size() < 17 + count) return false;
    content.remove_prefix(17 + count);
  }
  return true;
}

// Behind the coded bytes of a scan: where the next marker stands that is none of its own.
std::size_t after_scan(std::string_view bytes, std::size_t at) {
  while (at + 1 < bytes.size()) {
    const auto found = bytes.find('\xff', at);
    if (found == bytes.npos || found + 1 >= bytes.size()) return bytes.size();
    const std::uint32_t next = byte_at(bytes, found + 1);
    if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) return found;
    at = found + (next == 0xff ? 1 : 2);
  }
  return bytes.size();
}

}  // namespace

Found read_jpeg(std::string_view bytes) {
  Header header{.format = Format::jpeg};
  bool has_scan = false;
  for (std::size_t at = 2; at + 1 < bytes.size();) {
    if (byte_at(bytes, at) != 0xff) return std::unexpected(Refusal::broken);
    const std::uint32_t marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {  // A fill byte.
      ++at;
      continue;
    }
    if (marker == 0xd9) {
      if (!has_scan) return std::unexpected(Refusal::broken);
      header.end = at + 2;
      return header;
    }
    const std::size_t length = big16(bytes, at + 2);
    if (at + 4 > bytes.size()) return std::unexpected(Refusal::truncated);
    if (length < 2 || marker == 0 || marker == 0xd8) return std::unexpected(Refusal::broken);
    const std::string_view content = slice(bytes, at + 4, length - 2);
    if (content.size() < length - 2) return std::unexpected(Refusal::truncated);
    if (is_frame(marker)) {
      if (header.width != 0) return std::unexpected(Refusal::broken);
      if (marker > 0xc2) return std::unexpected(Refusal::unsupported);
      header.height = static_cast<int>(big16(content, 1));
      header.width = static_cast<int>(big16(content, 3));
      if (const auto refusal = fault_of_size(header)) return std::unexpected(*refusal);
    }
    if (marker == 0xc4 && !are_tables_sound(content)) return std::unexpected(Refusal::broken);
    if (marker == 0xe1 && header.orientation == 1) header.orientation = orientation_in(content);
    at += 2 + length;
    if (marker == 0xda) {
      if (header.width == 0) return std::unexpected(Refusal::broken);
      has_scan = true;
      at = after_scan(bytes, at);
    }
  }
  return std::unexpected(Refusal::truncated);
}

}  // namespace crow::vision
