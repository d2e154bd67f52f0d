#include "shared/vision/likeness.h"

#include "shared/vision/resize.h"

namespace crow::vision {
namespace {

constexpr float kSameColour = 15.0f;
constexpr int kSameGrey = 2'000;

// Rec. 709, in thousandths.
int grey(const std::uint8_t* rgb) { return 213 * rgb[0] + 715 * rgb[1] + 72 * rgb[2]; }

}  // namespace

std::uint64_t look_of(const Pixels& pixels) {
  const Pixels small = resize(pixels, 9, 8);
  std::uint64_t look = 0;
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x)
      look = look << 1 | static_cast<std::uint64_t>(grey(small.at(x, y)) + kSameGrey <
                                                    grey(small.at(x + 1, y)));
  return look;
}

Looks looks_of(const Pixels& pixels) {
  const Pixels small = resize(pixels, 4, 4);
  Looks looks{.look = look_of(pixels)};
  for (std::size_t i = 0; i < looks.fields.size(); ++i)
    looks.fields[i] = {small.rgb[i * 3], small.rgb[i * 3 + 1], small.rgb[i * 3 + 2]};
  return looks;
}

bool look_the_same(const Looks& a, const Looks& b) {
  if (hamming_distance(a.look, b.look) > kSameLookMax) return false;
  for (std::size_t i = 0; i < a.fields.size(); ++i)
    if (distance(to_lab(a.fields[i]), to_lab(b.fields[i])) > kSameColour) return false;
  return true;
}

}  // namespace crow::vision
