// PNG, GIF and BMP.
#include "shared/vision/formats.h"

#include "shared/vision/bytes.h"

namespace crow::vision {

// W3C, Portable Network Graphics (Third Edition), 5: chunks of length, name, content and CRC.
Found read_png(std::string_view bytes) {
  Header header{.format = Format::png};
  if (bytes.size() < 33) return std::unexpected(Refusal::truncated);
  if (big32(bytes, 8) != 13 || slice(bytes, 12, 4) != "IHDR")
    return std::unexpected(Refusal::broken);
  if (big32(bytes, 16) > 0x7fffffffu || big32(bytes, 20) > 0x7fffffffu)
    return std::unexpected(Refusal::broken);
  header.width = static_cast<int>(big32(bytes, 16));
  header.height = static_cast<int>(big32(bytes, 20));
  if (const auto refusal = fault_of_size(header)) return std::unexpected(*refusal);
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = big32(bytes, at);
    if (length > bytes.size() - at - 12) return std::unexpected(Refusal::truncated);
    const bool is_end = slice(bytes, at + 4, 4) == "IEND";
    at += length + 12;
    if (is_end) {
      header.end = at;
      return header;
    }
  }
  return std::unexpected(Refusal::truncated);
}

// CompuServe, Graphics Interchange Format, Version 89a: blocks up to the trailer.
Found read_gif(std::string_view bytes) {
  Header header{.format = Format::gif};
  if (bytes.size() < 13) return std::unexpected(Refusal::truncated);
  header.width = static_cast<int>(little16(bytes, 6));
  header.height = static_cast<int>(little16(bytes, 8));
  if (const auto refusal = fault_of_size(header)) return std::unexpected(*refusal);
  const auto table_bytes = [](std::uint32_t flags) -> std::size_t {
    return flags & 0x80 ? std::size_t{3} << ((flags & 7) + 1) : 0;
  };
  bool has_frame = false;
  std::size_t at = 13 + table_bytes(byte_at(bytes, 10));
  const auto skip_blocks = [&] {
    while (byte_at(bytes, at) != 0) at += byte_at(bytes, at) + 1;
    ++at;
  };
  while (at < bytes.size()) {
    const std::uint32_t kind = byte_at(bytes, at);
    if (kind == 0x3b) {
      if (!has_frame) return std::unexpected(Refusal::broken);
      header.end = at + 1;
      return header;
    }
    if (kind == 0x21) {
      at += 2;
      skip_blocks();
    } else if (kind == 0x2c) {
      // A frame outside of the canvas is one that decoders do not agree on.
      const auto right = little16(bytes, at + 1) + little16(bytes, at + 5);
      const auto bottom = little16(bytes, at + 3) + little16(bytes, at + 7);
      if (at + 10 < bytes.size() && (right > static_cast<std::uint32_t>(header.width) ||
                                     bottom > static_cast<std::uint32_t>(header.height)))
        return std::unexpected(Refusal::broken);
      has_frame = true;
      at += 10 + table_bytes(byte_at(bytes, at + 9)) + 1;
      skip_blocks();
    } else {
      return std::unexpected(Refusal::broken);
    }
  }
  return std::unexpected(Refusal::truncated);
}

// BITMAPFILEHEADER and one of the headers that follow it.
Found read_bmp(std::string_view bytes) {
  Header header{.format = Format::bmp};
  if (bytes.size() < 26) return std::unexpected(Refusal::truncated);
  const std::uint32_t info = little32(bytes, 14);
  std::int64_t width = 0, height = 0;
  if (info == 12) {
    width = little16(bytes, 18);
    height = little16(bytes, 20);
  } else if (info == 40 || info == 52 || info == 56 || info == 108 || info == 124) {
    if (bytes.size() < 14 + info) return std::unexpected(Refusal::truncated);
    width = static_cast<std::int32_t>(little32(bytes, 18));
    height = static_cast<std::int32_t>(little32(bytes, 22));
    if (height < 0) height = -height;  // The first row on top.
    if (little32(bytes, 30) != 0 && little32(bytes, 30) != 3)
      return std::unexpected(Refusal::unsupported);
  } else {
    return std::unexpected(Refusal::broken);
  }
  if (width <= 0 || height <= 0) return std::unexpected(Refusal::broken);
  if (width > kSideMax || height > kSideMax) return std::unexpected(Refusal::too_many_pixels);
  header.width = static_cast<int>(width);
  header.height = static_cast<int>(height);
  if (const auto refusal = fault_of_size(header)) return std::unexpected(*refusal);
  // The size that it says it has may be wrong or zero: rows say where the picture ends.
  const std::int64_t bits = little16(bytes, info == 12 ? 24 : 28);
  const std::int64_t row = (width * bits + 31) / 32 * 4;
  const std::int64_t end = little32(bytes, 10) + row * height;
  if (end > static_cast<std::int64_t>(bytes.size())) return std::unexpected(Refusal::truncated);
  header.end = static_cast<std::size_t>(end);
  return header;
}

}  // namespace crow::vision
