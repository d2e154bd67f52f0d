#include "shared/extract/price-pairs.h"

#include <algorithm>
#include <cmath>

namespace crow::extract {

bool is_tax_between(const Amount& low, const Amount& high) {
  const double rate = 100.0 * static_cast<double>(high.value) /
                          static_cast<double>(std::max<std::int64_t>(low.value, 1)) -
                      100.0;
  static constexpr double kRates[] = {5,  6,  7,  7.7, 8,  9,  10, 12, 13, 14, 15,
                                      16, 17, 18, 19,  20, 21, 22, 23, 24, 25, 27};
  return std::ranges::any_of(kRates, [&](double known) { return std::abs(rate - known) < 0.25; });
}

bool has_percentage(std::string_view text, double saved) {
  for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
    std::size_t end = at;
    while (end > 0 && text[end - 1] == ' ') --end;
    int number = 0, digits = 0;
    for (int unit = 1; end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9' && digits < 2;
         --end, unit *= 10, ++digits)
      number += unit * (text[end - 1] - '0');
    if (digits > 0 && number >= 3 && std::abs(saved - number) <= 1) return true;
  }
  return false;
}

}  // namespace crow::extract
