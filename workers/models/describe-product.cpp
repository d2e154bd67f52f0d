#include <algorithm>

#include "shared/core/text.h"
#include "workers/models/handlers.h"
#include "workers/models/wording.h"

namespace crow::models {
namespace {

constexpr std::size_t kNameMax = 200;
constexpr std::size_t kFeatureMax = 80, kFeaturesMax = 8;

std::string_view availability_words(std::string_view availability) {
  if (availability == "InStock") return "in stock";
  if (availability == "OutOfStock") return "out of stock";
  if (availability == "PreOrder") return "to be ordered ahead";
  if (availability == "Discontinued") return "no longer made";
  return {};
}

}  // namespace

Task<Description> describe_product(Context&, DescribeProduct::Input input) {
  Description made{
      .model = std::string(kDescriber), .text = tidy(input.name, kNameMax), .features = {}};
  const std::string brand = tidy(input.brand, kNameMax);
  if (!brand.empty() && made.text.find(brand) == made.text.npos) made.text += concat(" by ", brand);
  if (!input.categories.value.empty())
    made.text += concat(", in ", tidy(input.categories.value.back(), kNameMax));
  made.text += '.';
  const std::vector<std::string> sentences = sentences_of(input.description);
  if (!sentences.empty()) made.text += concat(' ', sentences.front(), '.');
  const std::string_view stock = availability_words(input.availability);
  if (!input.price.empty() && !input.currency.empty()) {
    made.text += concat(" Costs ", input.price, ' ', input.currency);
    made.text += stock.empty() ? "." : concat(", ", stock, '.');
  } else if (!stock.empty()) {
    made.text += concat(" It is ", stock, '.');
  }
  // Features are what its own description says in few words, then what its images show.
  const auto add = [&](std::string feature) {
    if (made.features.size() < kFeaturesMax && !std::ranges::contains(made.features, feature))
      made.features.push_back(std::move(feature));
  };
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (count_code_points(sentences[i]) <= kFeatureMax) add(sentences[i]);
  for (const std::string& caption : input.captions.value)
    if (!caption.empty()) add(tidy(caption, kFeatureMax));
  co_return made;
}

}  // namespace crow::models
