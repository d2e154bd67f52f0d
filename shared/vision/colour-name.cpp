// Names of colours. The colours are keywords of CSS with their values (W3C, CSS Color Module Level
// 4, 6.1, Named Colors); each stands for the basic term that it is a kind of (Berlin and Kay,
// 1969).
#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/vision/colour.h"

namespace crow::vision {
namespace {

struct Keyword {
  std::uint32_t rgb;
  std::string_view term;
};

constexpr Keyword kKeywords[] = {
    {0x000000, "black"},   // black
    {0xffffff, "white"},   // white
    {0xfffafa, "white"},   // snow
    {0xf5f5f5, "white"},   // whitesmoke
    {0xf8f8ff, "white"},   // ghostwhite
    {0xfffaf0, "white"},   // floralwhite
    {0xfffff0, "white"},   // ivory
    {0x696969, "grey"},    // dimgrey
    {0x808080, "grey"},    // grey
    {0xa9a9a9, "grey"},    // darkgrey
    {0xc0c0c0, "grey"},    // silver
    {0xd3d3d3, "grey"},    // lightgrey
    {0xdcdcdc, "grey"},    // gainsboro
    {0x2f4f4f, "grey"},    // darkslategrey
    {0x708090, "grey"},    // slategrey
    {0xff0000, "red"},     // red
    {0x8b0000, "red"},     // darkred
    {0x800000, "red"},     // maroon
    {0xb22222, "red"},     // firebrick
    {0xa52a2a, "red"},     // brown, which is a red
    {0xdc143c, "red"},     // crimson
    {0xcd5c5c, "red"},     // indianred
    {0xff6347, "red"},     // tomato
    {0xff4500, "red"},     // orangered
    {0xffa500, "orange"},  // orange
    {0xff8c00, "orange"},  // darkorange
    {0xff7f50, "orange"},  // coral
    {0xf4a460, "orange"},  // sandybrown
    {0xffff00, "yellow"},  // yellow
    {0xffd700, "yellow"},  // gold
    {0xf0e68c, "yellow"},  // khaki
    {0xeee8aa, "yellow"},  // palegoldenrod
    {0xfafad2, "yellow"},  // lightgoldenrodyellow
    {0xdaa520, "yellow"},  // goldenrod
    {0x008000, "green"},   // green
    {0x006400, "green"},   // darkgreen
    {0x00ff00, "green"},   // lime
    {0x32cd32, "green"},   // limegreen
    {0x90ee90, "green"},   // lightgreen
    {0x98fb98, "green"},   // palegreen
    {0x228b22, "green"},   // forestgreen
    {0x2e8b57, "green"},   // seagreen
    {0x3cb371, "green"},   // mediumseagreen
    {0x8fbc8f, "green"},   // darkseagreen
    {0x556b2f, "green"},   // darkolivegreen
    {0x6b8e23, "green"},   // olivedrab
    {0x808000, "green"},   // olive
    {0x9acd32, "green"},   // yellowgreen
    {0xadff2f, "green"},   // greenyellow
    {0x00ff7f, "green"},   // springgreen
    {0x0000ff, "blue"},    // blue
    {0x000080, "blue"},    // navy
    {0x00008b, "blue"},    // darkblue
    {0x191970, "blue"},    // midnightblue
    {0x4169e1, "blue"},    // royalblue
    {0x4682b4, "blue"},    // steelblue
    {0x1e90ff, "blue"},    // dodgerblue
    {0x6495ed, "blue"},    // cornflowerblue
    {0x87ceeb, "blue"},    // skyblue
    {0xadd8e6, "blue"},    // lightblue
    {0xb0c4de, "blue"},    // lightsteelblue
    {0x5f9ea0, "blue"},    // cadetblue
    {0x008b8b, "blue"},    // darkcyan
    {0x00ffff, "blue"},    // cyan
    {0x40e0d0, "blue"},    // turquoise
    {0x800080, "purple"},  // purple
    {0x4b0082, "purple"},  // indigo
    {0x663399, "purple"},  // rebeccapurple
    {0x8a2be2, "purple"},  // blueviolet
    {0x9932cc, "purple"},  // darkorchid
    {0x9370db, "purple"},  // mediumpurple
    {0x8b008b, "purple"},  // darkmagenta
    {0xee82ee, "purple"},  // violet
    {0xdda0dd, "purple"},  // plum
    {0xe6e6fa, "purple"},  // lavender
    {0xffc0cb, "pink"},    // pink
    {0xffb6c1, "pink"},    // lightpink
    {0xff69b4, "pink"},    // hotpink
    {0xff1493, "pink"},    // deeppink
    {0xc71585, "pink"},    // mediumvioletred
    {0xdb7093, "pink"},    // palevioletred
    {0xff00ff, "pink"},    // magenta
    {0xffe4e1, "pink"},    // mistyrose
    {0xfa8072, "pink"},    // salmon
    {0x8b4513, "brown"},   // saddlebrown
    {0xa0522d, "brown"},   // sienna
    {0xd2691e, "brown"},   // chocolate
    {0xcd853f, "brown"},   // peru
    {0xbc8f8f, "brown"},   // rosybrown
    {0xd2b48c, "brown"},   // tan
    {0xdeb887, "brown"},   // burlywood
    {0xf5deb3, "brown"},   // wheat
    {0xf5f5dc, "white"},   // beige
};

}  // namespace

std::string_view basic_name(Rgb colour) {
  const Lab lab = to_lab(colour);
  // Hardly any light or hardly any hue: CSS has no dark colours as dark as shadows are.
  if (lab.lightness < 14 && std::hypot(lab.a, lab.b) < 20) return "black";
  std::string_view best;
  float nearest = std::numeric_limits<float>::max();
  for (const Keyword& one : kKeywords) {
    const float far = distance(lab, to_lab({static_cast<std::uint8_t>(one.rgb >> 16),
                                            static_cast<std::uint8_t>(one.rgb >> 8 & 255),
                                            static_cast<std::uint8_t>(one.rgb & 255)}));
    if (far < nearest) {
      nearest = far;
      best = one.term;
    }
  }
  return best;
}

std::vector<std::string> names_of(const std::vector<ColourShare>& colours) {
  std::vector<std::string> names;
  for (const ColourShare& one : colours) {
    const std::string name(basic_name(one.colour));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace crow::vision
