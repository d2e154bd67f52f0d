// WebP (RFC 9649) and AVIF (ISO/IEC 23008-12): containers whose pictures are kept undecoded.
#include <algorithm>

#include "shared/vision/bytes.h"
#include "shared/vision/formats.h"

namespace crow::vision {

Found read_webp(std::string_view bytes) {
  Header header{.format = Format::webp};
  if (bytes.size() < 30) return std::unexpected(Refusal::truncated);
  const std::size_t end = std::size_t{little32(bytes, 4)} + 8;
  if (end > bytes.size()) return std::unexpected(Refusal::truncated);
  if (end < 30) return std::unexpected(Refusal::broken);
  const std::string_view kind = slice(bytes, 12, 4);
  if (kind == "VP8X") {
    header.width = static_cast<int>((little32(bytes, 24) & 0xffffff) + 1);
    header.height = static_cast<int>((little32(bytes, 27) & 0xffffff) + 1);
  } else if (kind == "VP8 ") {
    if (slice(bytes, 23, 3) != "\x9d\x01\x2a") return std::unexpected(Refusal::broken);
    header.width = static_cast<int>(little16(bytes, 26) & 0x3fff);
    header.height = static_cast<int>(little16(bytes, 28) & 0x3fff);
  } else if (kind == "VP8L") {
    if (byte_at(bytes, 20) != 0x2f) return std::unexpected(Refusal::broken);
    const std::uint32_t sizes = little32(bytes, 21);
    header.width = static_cast<int>((sizes & 0x3fff) + 1);
    header.height = static_cast<int>((sizes >> 14 & 0x3fff) + 1);
  } else {
    return std::unexpected(Refusal::broken);
  }
  header.end = end + end % 2 <= bytes.size() ? end + end % 2 : end;
  return header;
}

namespace {

struct Box {
  std::string_view kind, content;
  std::size_t end = 0;
};

// The box at a place; without an end when it does not fit.
Box box_at(std::string_view bytes, std::size_t at) {
  if (at + 8 > bytes.size()) return {};
  std::uint64_t length = big32(bytes, at);
  std::size_t head = 8;
  if (length == 1) {
    length = std::uint64_t{big32(bytes, at + 8)} << 32 | big32(bytes, at + 12);
    head = 16;
  } else if (length == 0) {
    length = bytes.size() - at;
  }
  if (length < head || length > bytes.size() - at) return {};
  const auto whole = static_cast<std::size_t>(length);
  return {slice(bytes, at + 4, 4), slice(bytes, at + head, whole - head), at + whole};
}

std::string_view find_box(std::string_view bytes, std::string_view kind) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Box box = box_at(bytes, at);
    if (box.end == 0) return {};
    if (box.kind == kind) return box.content;
    at = box.end;
  }
  return {};
}

}  // namespace

Found read_avif(std::string_view bytes) {
  Header header{.format = Format::avif};
  std::string_view meta;
  std::size_t at = 0;
  bool has_data = false;
  while (at < bytes.size()) {
    const Box box = box_at(bytes, at);
    // Behind the pictures anything may stand; before them it is a file that was cut.
    if (box.end == 0) break;
    if (box.kind == "meta" && meta.empty()) meta = slice(box.content, 4, box.content.size());
    has_data = has_data || box.kind == "mdat";
    at = box.end;
  }
  if (meta.empty() || !has_data) return std::unexpected(Refusal::truncated);
  header.end = at;
  // Of a picture made of tiles each has a size of its own: the whole is the largest.
  const std::string_view properties = find_box(find_box(meta, "iprp"), "ipco");
  std::int64_t most = 0;
  for (std::size_t place = 0; place < properties.size();) {
    const Box box = box_at(properties, place);
    if (box.end == 0) return std::unexpected(Refusal::broken);
    place = box.end;
    if (box.kind != "ispe" || box.content.size() < 12) continue;
    const std::int64_t width = big32(box.content, 4), height = big32(box.content, 8);
    if (width > kSideMax || height > kSideMax) return std::unexpected(Refusal::too_many_pixels);
    if (width * height <= most) continue;
    most = width * height;
    header.width = static_cast<int>(width);
    header.height = static_cast<int>(height);
  }
  return header;
}

}  // namespace crow::vision
