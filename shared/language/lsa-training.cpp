#include "shared/language/lsa-training.h"

#include <algorithm>

#include "shared/language/eigen.h"
#include "shared/language/embedding.h"
#include "shared/language/numbers.h"

namespace crow::language {
namespace {

constexpr std::uint64_t kSeed = 0x63726F772D6C7361;
constexpr std::size_t kSpare = 8;  // Columns beyond those that are kept.

using Pair = double __attribute__((vector_size(16), aligned(8), may_alias));

// The products of all columns with one another.
std::vector<double> gram_of(std::span<const float> values, std::size_t width) {
  std::vector<double> gram(width * width);
  std::vector<double> row(width);
  for (std::size_t at = 0; at < values.size(); at += width) {
    for (std::size_t i = 0; i < width; ++i) row[i] = static_cast<double>(values[at + i]);
    for (std::size_t i = 0; i < width; ++i) {
      // The upper half, from an even place on.
      const std::size_t from = i & ~std::size_t{1};
      auto* out = reinterpret_cast<Pair*>(&gram[i * width + from]);
      const auto* in = reinterpret_cast<const Pair*>(&row[from]);
      const double factor = row[i];
      for (std::size_t j = 0; j < (width - from) / 2; ++j) out[j] += factor * in[j];
    }
  }
  for (std::size_t i = 0; i < width; ++i)
    for (std::size_t j = 0; j < i; ++j) gram[i * width + j] = gram[j * width + i];
  return gram;
}

}  // namespace

std::size_t dimensions_for(const Vocabulary& vocabulary) {
  constexpr std::size_t kTextsPerDimension = 10;
  const std::size_t most =
      std::min<std::size_t>(vocabulary.size(), vocabulary.texts()) / kTextsPerDimension / 4 * 4;
  return std::clamp<std::size_t>(most, 4, kMeaningDimensions);
}

std::size_t width_for(const Vocabulary& vocabulary) { return dimensions_for(vocabulary) + kSpare; }

Basis first_basis(const Vocabulary& vocabulary) {
  Basis basis{width_for(vocabulary), {}, {}};
  basis.values.reserve(vocabulary.size() * basis.width);
  for (const std::uint32_t id : vocabulary.ids()) {
    std::uint64_t signs = 0;
    for (std::size_t j = 0; j < basis.width; ++j) {
      if (j % 64 == 0) signs = mix(kSeed ^ (std::uint64_t{id} << 16) ^ j);
      basis.values.push_back((signs >> (j % 64) & 1) != 0 ? 1.0f : -1.0f);
    }
  }
  return basis;
}

Image::Image(const Vocabulary& vocabulary, const Basis& basis)
    : vocabulary_(vocabulary),
      basis_(basis),
      values_(basis.values.size()),
      coordinates_(basis.width) {}

void Image::add(const Row& row) {
  vocabulary_.weigh(row, entries_);
  std::ranges::fill(coordinates_, 0.0f);
  for (const auto& [place, weight] : entries_) add_scaled(coordinates_, weight, basis_.row(place));
  for (const auto& [place, weight] : entries_)
    add_scaled(std::span(values_).subspan(place * basis_.width, basis_.width), weight,
               coordinates_);
}

Basis Image::take_basis() {
  constexpr double kNothing = 1e-12;  // Of the strongest: what is below is made of rounding.
  const std::size_t width = basis_.width;
  const Eigen eigen = eigen_of(gram_of(values_, width), width);
  // Z = Q S Rᵀ, so Q = Z R S⁻¹, and ZᵀZ = R S² Rᵀ.
  std::vector<float> turn(width * width);
  Basis made{width, std::move(values_), {}};
  for (std::size_t j = 0; j < width; ++j) {
    const bool is_there = eigen.values[j] > kNothing * eigen.values[0] && eigen.values[j] > 0;
    const double strength = is_there ? square_root(eigen.values[j]) : 0;
    made.strengths.push_back(strength);
    for (std::size_t i = 0; i < width; ++i)
      turn[i * width + j] =
          is_there ? static_cast<float>(eigen.vectors[i * width + j] / strength) : 0;
  }
  std::vector<float> turned(width);
  for (std::size_t at = 0; at < made.values.size(); at += width) {
    std::ranges::fill(turned, 0.0f);
    for (std::size_t i = 0; i < width; ++i)
      add_scaled(turned, made.values[at + i], std::span(turn).subspan(i * width, width));
    std::ranges::copy(turned, made.values.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return made;
}

Lsa model_of(Vocabulary vocabulary, const Basis& basis) {
  const std::size_t dimensions = dimensions_for(vocabulary);
  std::vector<float> vectors;
  vectors.reserve(vocabulary.size() * dimensions);
  for (std::size_t place = 0; place < vocabulary.size(); ++place) {
    const auto row = basis.row(place).first(dimensions);
    vectors.insert(vectors.end(), row.begin(), row.end());
  }
  return {std::move(vocabulary), dimensions, vectors};
}

}  // namespace crow::language
