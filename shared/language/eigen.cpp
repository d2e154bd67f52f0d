#include "shared/language/eigen.h"

#include <algorithm>
#include <numeric>

#include "shared/language/numbers.h"

namespace crow::language {
namespace {

// Rows are rotated; the matrix is symmetric, so its columns follow by themselves at the end of a
// rotation.
void rotate(double* a, double* b, double c, double s, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    const double x = a[i], y = b[i];
    a[i] = c * x - s * y;
    b[i] = s * x + c * y;
  }
}

}  // namespace

Eigen eigen_of(std::vector<double> matrix, std::size_t size) {
  constexpr int kSweepsMax = 30;
  constexpr double kSmall = 1e-30;  // Of the squares off the diagonal, beside those on it.
  // Transposed: a row here is an eigenvector.
  std::vector<double> vectors(size * size);
  for (std::size_t i = 0; i < size; ++i) vectors[i * size + i] = 1;
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return matrix[i * size + j]; };
  for (int sweep = 0; sweep < kSweepsMax; ++sweep) {
    double off = 0, on = 0;
    for (std::size_t i = 0; i < size; ++i) {
      on += at(i, i) * at(i, i);
      for (std::size_t j = i + 1; j < size; ++j) off += at(i, j) * at(i, j);
    }
    if (off <= kSmall * on) break;
    for (std::size_t p = 0; p + 1 < size; ++p)
      for (std::size_t q = p + 1; q < size; ++q) {
        const double apq = at(p, q);
        if (apq == 0) continue;
        const double theta = (at(q, q) - at(p, p)) / (2 * apq);
        const double root = square_root(theta * theta + 1);
        const double t = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root);
        const double c = 1 / square_root(t * t + 1);
        const double s = t * c;
        const double app = at(p, p) - t * apq, aqq = at(q, q) + t * apq;
        rotate(&at(p, 0), &at(q, 0), c, s, size);
        for (std::size_t i = 0; i < size; ++i) {
          at(i, p) = at(p, i);
          at(i, q) = at(q, i);
        }
        at(p, p) = app;
        at(q, q) = aqq;
        at(p, q) = at(q, p) = 0;
        rotate(&vectors[p * size], &vectors[q * size], c, s, size);
      }
  }
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return at(a, a) > at(b, b); });
  Eigen made{std::vector<double>(size), std::vector<double>(size * size)};
  for (std::size_t j = 0; j < size; ++j) {
    made.values[j] = at(order[j], order[j]);
    for (std::size_t i = 0; i < size; ++i)
      made.vectors[i * size + j] = vectors[order[j] * size + i];
  }
  return made;
}

}  // namespace crow::language
