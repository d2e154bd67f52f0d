#include <algorithm>

#include "shared/core/text.h"
#include "workers/models/handlers.h"
#include "workers/models/wording.h"

namespace crow::models {
namespace {

constexpr double kShareMin = 0.08;  // Of a colour that is worth a word.
constexpr std::size_t kColoursMax = 3;

// The names of the largest colours, each once. White and black around something else are where it
// lies, and come last.
std::vector<std::string> colours_of(std::vector<Colour> colours) {
  std::ranges::stable_sort(colours, std::ranges::greater(),
                           [](const Colour& colour) { return colour.share.value; });
  std::vector<std::string> names, around;
  for (const Colour& colour : colours) {
    const std::string_view name = colour_name(colour.hex.value);
    if (name.empty() || colour.share.value < kShareMin) continue;
    auto& list = name == "white" || name == "black" || name == "light grey" ? around : names;
    if (!std::ranges::contains(list, name)) list.emplace_back(name);
  }
  names.insert(names.end(), around.begin(), around.end());
  if (names.size() > kColoursMax) names.resize(kColoursMax);
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += concat(i == 0 ? "" : i + 1 == words.size() ? " and " : ", ", words[i]);
  return out;
}

std::string_view shape_of(std::int64_t width, std::int64_t height) {
  if (width * 10 > height * 11) return "landscape";
  return height * 10 > width * 11 ? "portrait" : "square";
}

}  // namespace

Task<Description> describe_image(Context&, DescribeImage::Input input) {
  constexpr std::size_t kSubjectMax = 200;
  // What the page says of the image is nearer to it than what the product is called.
  std::string subject;
  for (const std::string* one : {&input.alt, &input.name, &input.category})
    if (subject.empty()) subject = tidy(*one, kSubjectMax);
  if (subject.empty()) subject = "An image";
  Description made{.model = std::string(kDescriber), .text = std::move(subject), .features = {}};
  made.features = colours_of(std::move(input.colours.value));
  if (!made.features.empty()) made.text += concat(", in ", joined(made.features));
  if (input.width.value > 0 && input.height.value > 0) {
    const std::string size = concat(input.width.value, " by ", input.height.value);
    made.text += concat(", ", size, " pixels");
    made.features.emplace_back(shape_of(input.width, input.height));
    made.features.push_back(size);
  }
  if (!made.text.ends_with('.')) made.text += '.';
  co_return made;
}

}  // namespace crow::models
