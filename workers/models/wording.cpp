#include "workers/models/wording.h"

#include <algorithm>
#include <optional>

#include "shared/core/text.h"
#include "shared/extract/fold.h"

namespace crow::models {
namespace {

std::optional<int> hex_byte(std::string_view two) {
  int value = 0;
  for (const char c : two) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + digit;
  }
  return value;
}

std::string_view grey_name(int lightness) {
  if (lightness < 45) return "black";
  if (lightness < 100) return "dark grey";
  if (lightness < 180) return "grey";
  return lightness < 232 ? "light grey" : "white";
}

// Where a hue ends, in degrees, and what it is called when dark, at its strongest and light.
struct Hue {
  int end;
  std::string_view dark, plain, light;
};
constexpr Hue kHues[] = {
    {12, "dark red", "red", "pink"},          {40, "brown", "orange", "beige"},
    {66, "olive", "yellow", "light yellow"},  {165, "dark green", "green", "light green"},
    {195, "teal", "turquoise", "light blue"}, {255, "navy", "blue", "light blue"},
    {292, "dark purple", "purple", "lilac"},  {345, "dark purple", "pink", "pink"},
    {360, "dark red", "red", "pink"},
};

}  // namespace

std::string_view colour_name(std::string_view hex) {
  if (hex.size() != 7 || hex[0] != '#') return {};
  const auto red = hex_byte(hex.substr(1, 2)), green = hex_byte(hex.substr(3, 2)),
             blue = hex_byte(hex.substr(5, 2));
  if (!red || !green || !blue) return {};
  const int r = *red, g = *green, b = *blue;
  const int most = std::max({r, g, b}), least = std::min({r, g, b});
  const int chroma = most - least, lightness = (most + least) / 2;
  // Near black and near white a tint is not seen.
  if (chroma < 26 || lightness < 22 || (lightness > 236 && chroma < 38))
    return grey_name(lightness);
  int hue = most == r   ? 60 * (g - b) / chroma
            : most == g ? 120 + 60 * (b - r) / chroma
                        : 240 + 60 * (r - g) / chroma;
  if (hue < 0) hue += 360;
  const Hue& found = *std::ranges::find_if(kHues, [&](const Hue& one) { return hue <= one.end; });
  if (lightness > 178) return found.light;
  // What is orange but dull or dark is brown.
  const bool is_dull = found.plain == "orange" && (chroma < 110 || lightness < 100);
  return lightness < 78 || is_dull ? found.dark : found.plain;
}

std::string tidy(std::string_view text, std::size_t characters_max) {
  std::string out = extract::collapse(text);
  const std::string_view cut = cut_code_points(out, characters_max);
  if (cut.size() == out.size()) return out;
  const auto end = cut.find_last_of(' ');
  out.resize(end == cut.npos ? cut.size() : end);
  while (!out.empty() && (out.back() == ',' || out.back() == ';' || out.back() == ' '))
    out.pop_back();
  return out + "…";
}

std::vector<std::string> sentences_of(std::string_view text) {
  constexpr std::size_t kSentenceMax = 300;
  std::vector<std::string> sentences;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool is_end = at == text.size() || text[at] == '\n' ||
                        ((text[at] == '.' || text[at] == '!' || text[at] == '?') &&
                         (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n'));
    if (!is_end) continue;
    std::string sentence = tidy(text.substr(from, at - from), kSentenceMax);
    while (sentence.starts_with("- ") || sentence.starts_with("* ")) sentence.erase(0, 2);
    if (!sentence.empty()) sentences.push_back(std::move(sentence));
    from = at + 1;
  }
  return sentences;
}

}  // namespace crow::models
