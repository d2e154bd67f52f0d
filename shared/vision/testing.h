// For tests: pictures, from files and made of pixels.
#pragma once

#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "shared/vision/colour.h"

namespace crow::vision {

inline std::string fixture(const std::string& name) {
  std::ifstream file("shared/vision/fixtures/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A picture that a function paints.
inline Pixels paint(int width, int height, const std::function<Rgb(int, int)>& colour_at) {
  Pixels pixels{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const Rgb colour = colour_at(x, y);
      pixels.rgb.insert(pixels.rgb.end(), {colour.red, colour.green, colour.blue});
    }
  return pixels;
}

inline std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 255);
  return out;
}

inline std::string big(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> 8 * i & 255);
  return out;
}

// A chunk of PNG; its CRC is not looked at.
inline std::string png_chunk(std::string_view kind, std::string_view content) {
  return big(static_cast<std::uint32_t>(content.size()), 4) + std::string(kind) +
         std::string(content) + "CRC.";
}

// A PNG of this size whose pixels are nowhere.
inline std::string png_header(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1a\n" +
         png_chunk("IHDR", big(width, 4) + big(height, 4) + std::string("\x08\x02\0\0\0", 5)) +
         png_chunk("IEND", "");
}

// A BMP of pixels, rows from the top.
inline std::string bmp_of(const Pixels& pixels) {
  const int row = (pixels.width * 3 + 3) / 4 * 4;
  const auto size = static_cast<std::uint32_t>(54 + row * pixels.height);
  std::string out = "BM" + little(size, 4) + little(0, 4) + little(54, 4) + little(40, 4) +
                    little(static_cast<std::uint32_t>(pixels.width), 4) +
                    little(static_cast<std::uint32_t>(-pixels.height), 4) + little(1, 2) +
                    little(24, 2) + std::string(24, '\0');
  for (int y = 0; y < pixels.height; ++y) {
    const std::size_t before = out.size();
    for (int x = 0; x < pixels.width; ++x)
      for (int c = 2; c >= 0; --c) out += static_cast<char>(pixels.at(x, y)[c]);
    out.resize(before + static_cast<std::size_t>(row), '\0');
  }
  return out;
}

}  // namespace crow::vision
