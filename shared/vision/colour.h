// Colours as the eye compares them: CIE Lab under D65 (CIE 15; sRGB of IEC 61966-2-1).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/vision/bitmap.h"

namespace crow::vision {

// sRGB's 256 values as light from 0 to 1, and back.
const std::array<float, 256>& linear_light();
std::uint8_t from_linear_light(float light);

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  bool operator==(const Rgb&) const = default;
};
// "#a03c2f"; parse_hex() gives black for what is none.
std::string to_hex(Rgb colour);
Rgb parse_hex(std::string_view hex);

struct Lab {
  float lightness = 0, a = 0, b = 0;
};
Lab to_lab(Rgb colour);
Rgb to_rgb(Lab colour);
// CIE76: below 2.3 hardly anybody sees it.
float distance(Lab a, Lab b);

// One of the eleven basic colour terms of English (Berlin and Kay, Basic Color Terms, 1969): black,
// white, grey, red, orange, yellow, green, blue, purple, pink, brown.
std::string_view basic_name(Rgb colour);

struct ColourShare {
  Rgb colour;
  double share = 0;  // Of the picture, without its background.
};

// The colours of a picture, the dominant first, at most five: clusters of k-means in Lab. A border
// of one colour all around is a background and none of them, unless there is nothing else. The same
// picture gives the same colours.
std::vector<ColourShare> dominant_colours(const Pixels& pixels);

// Their names, each once, the dominant first.
std::vector<std::string> names_of(const std::vector<ColourShare>& colours);

}  // namespace crow::vision
