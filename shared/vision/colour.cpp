#include "shared/vision/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace crow::vision {
namespace {

// D65, two degrees.
constexpr float kWhite[] = {0.95047f, 1.0f, 1.08883f};

float curve(float t) {
  return t > 216.0f / 24'389.0f ? std::cbrt(t) : (24'389.0f / 27.0f * t + 16.0f) / 116.0f;
}
float uncurve(float t) {
  return t > 6.0f / 29.0f ? t * t * t : (116.0f * t - 16.0f) * 27.0f / 24'389.0f;
}

std::array<float, 256> make_light() {
  std::array<float, 256> light;
  for (std::size_t i = 0; i < light.size(); ++i) {
    const double value = static_cast<double>(i) / 255.0;
    light[i] = static_cast<float>(value <= 0.04045 ? value / 12.92
                                                   : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return light;
}

}  // namespace

const std::array<float, 256>& linear_light() {
  static const std::array<float, 256> kLight = make_light();
  return kLight;
}

std::uint8_t from_linear_light(float light) {
  // The nearest of the table: the same on every machine, whatever its power function rounds to.
  const auto& table = linear_light();
  const auto above = std::ranges::lower_bound(table, light);
  if (above == table.end()) return 255;
  auto index = static_cast<std::size_t>(above - table.begin());
  if (index > 0 && light - table[index - 1] < table[index] - light) --index;
  return static_cast<std::uint8_t>(index);
}

std::string to_hex(Rgb colour) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    out += kDigits[part >> 4];
    out += kDigits[part & 15];
  }
  return out;
}

Rgb parse_hex(std::string_view hex) {
  if (hex.size() != 7 || hex[0] != '#') return {};
  std::uint32_t value = 0;
  for (const char c : hex.substr(1)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return {};
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255),
          static_cast<std::uint8_t>(value & 255)};
}

Lab to_lab(Rgb colour) {
  const auto& light = linear_light();
  const float r = light[colour.red], g = light[colour.green], b = light[colour.blue];
  const float x = curve((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / kWhite[0]);
  const float y = curve((0.2126729f * r + 0.7151522f * g + 0.0721750f * b) / kWhite[1]);
  const float z = curve((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / kWhite[2]);
  return {116.0f * y - 16.0f, 500.0f * (x - y), 200.0f * (y - z)};
}

Rgb to_rgb(Lab colour) {
  const float fy = (colour.lightness + 16.0f) / 116.0f;
  const float x = uncurve(fy + colour.a / 500.0f) * kWhite[0], y = uncurve(fy) * kWhite[1],
              z = uncurve(fy - colour.b / 200.0f) * kWhite[2];
  return {from_linear_light(3.2404542f * x - 1.5371385f * y - 0.4985314f * z),
          from_linear_light(-0.9692660f * x + 1.8760108f * y + 0.0415560f * z),
          from_linear_light(0.0556434f * x - 0.2040259f * y + 1.0572252f * z)};
}

float distance(Lab a, Lab b) {
  const float l = a.lightness - b.lightness, p = a.a - b.a, q = a.b - b.b;
  return std::sqrt(l * l + p * p + q * q);
}

}  // namespace crow::vision
