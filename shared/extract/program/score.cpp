#include "shared/extract/program/score.h"

#include <algorithm>

#include "shared/extract/fold.h"
#include "shared/extract/price.h"

namespace crow::extract {
namespace {

double ratio(int part, int whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string key_of(std::string_view attribute, std::string_view value) {
  if (attribute == "price") {
    const auto amount = parse_machine_price(value, {}, {});
    return amount ? to_text(*amount) : std::string(value);
  }
  std::string key = fold(value);
  if (attribute == "gtin") key.erase(0, std::min(key.find_first_not_of('0'), key.size()));
  if (attribute == "sku") std::erase(key, ' ');
  return key;
}

}  // namespace

double Score::precision() const { return ratio(right, right + wrong); }
double Score::recall() const { return ratio(right, right + missing); }
double Score::f1() const { return ratio(2 * right, 2 * right + wrong + missing); }

bool is_right(std::string_view attribute, std::string_view value,
              const std::vector<std::string>& truths) {
  const std::string key = key_of(attribute, value);
  return std::ranges::any_of(
      truths, [&](const std::string& truth) { return key_of(attribute, truth) == key; });
}

}  // namespace crow::extract
