// Eigenvalues of small symmetric matrices, by Jacobi's rotations: slow beside others, exact to the
// last bits, and the same everywhere.
#pragma once

#include <cstddef>
#include <vector>

namespace crow::language {

struct Eigen {
  std::vector<double> values;   // Descending.
  std::vector<double> vectors;  // size × size; column j belongs to value j.
};

// `matrix` holds size × size numbers, symmetric.
Eigen eigen_of(std::vector<double> matrix, std::size_t size);

}  // namespace crow::language
