// Pictures as pixels: decoded by the library of scripts/setup's package, never by code of a
// stranger that runs elsewhere, and written again as JPEG.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/vision/header.h"

namespace crow::vision {

// What decoding one picture may take, the pixels themselves among it: an instance has 96 MiB.
inline constexpr std::size_t kDecodingBytesMax = 72 * 1'048'576;

// Rows from the top, no gaps: grey (1), grey and alpha (2), RGB (3) or RGBA (4), 8 bits of sRGB
// each.
struct Bitmap {
  struct Release {
    void operator()(std::uint8_t* block) const;
  };
  int width = 0, height = 0, channels = 0;
  std::unique_ptr<std::uint8_t[], Release> bytes;
};

enum class DecodeFault : std::uint8_t {
  broken,      // What the header promised is not there.
  too_costly,  // It would take more than kDecodingBytesMax.
};

// The picture; of an animated one the first frame. `header` is what read_header() said of the
// bytes.
std::expected<Bitmap, DecodeFault> decode(std::string_view bytes, const Header& header);

// RGB, rows from the top, no gaps.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;

  const std::uint8_t* at(int x, int y) const {
    return rgb.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                         static_cast<std::size_t>(x)) *
                            3;
  }
};

// Baseline JPEG; quality 1 to 100.
std::string encode_jpeg(const Pixels& pixels, int quality);

}  // namespace crow::vision
