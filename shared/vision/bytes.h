// Numbers at places of a file, as formats write them. What lies beyond the end is zero.
#pragma once

#include <cstdint>
#include <string_view>

namespace crow::vision {

constexpr std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
}
// The most significant byte first (JPEG, PNG, AVIF).
constexpr std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}
constexpr std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return big16(bytes, at) << 16 | big16(bytes, at + 2);
}
// The least significant byte first (GIF, BMP, RIFF).
constexpr std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}
constexpr std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | little16(bytes, at + 2) << 16;
}

constexpr std::string_view slice(std::string_view bytes, std::size_t at, std::size_t length) {
  return at < bytes.size() ? bytes.substr(at, length) : std::string_view();
}

}  // namespace crow::vision
