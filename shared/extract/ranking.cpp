#include "shared/extract/ranking.h"

#include <algorithm>

namespace crow::extract {

// Merges runs of growing length: stable, and a tenth of the code of std::stable_sort.
std::vector<std::uint32_t> descending(const std::vector<double>& scores) {
  const std::size_t count = scores.size();
  std::vector<std::uint32_t> order(count), merged(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t from = 0; from < count; from += 2 * run) {
      std::size_t left = from, right = std::min(from + run, count);
      const std::size_t middle = right, end = std::min(from + 2 * run, count);
      for (std::size_t at = from; at < end; ++at) {
        const bool takes_left =
            left < middle && (right >= end || !(scores[order[left]] < scores[order[right]]));
        merged[at] = takes_left ? order[left++] : order[right++];
      }
    }
    std::swap(order, merged);
  }
  return order;
}

double fading(double distance, double reach) {
  const double x = distance / reach;
  return 1 / (1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4))));
}

}  // namespace crow::extract
