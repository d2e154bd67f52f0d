// Making a model of texts: a truncated singular value decomposition of the matrix of texts and
// words, by randomised subspace iteration (Halko, Martinsson, Tropp 2011, algorithm 4.4).
//
//   WordCounts counts;                         // once through all texts
//   for (…) counts.add(row);
//   const Vocabulary vocabulary = counts.choose();
//
//   Basis basis = first_basis(vocabulary);     // kPasses times through all texts
//   for (int pass = 0; pass < kPasses; ++pass) {
//     Image image(vocabulary, basis);
//     for (…) image.add(row);
//     basis = image.take_basis();
//   }
//   const Lsa lsa = model_of(vocabulary, basis);
//
// The matrix is never held: a pass takes one text after the other, so that memory depends on the
// words alone (18 MB at most), and each pass can be a step of its own, its basis kept in between.
// The beginning is random with a fixed seed and, like all else here, arithmetic in a fixed order:
// the same texts in the same order give the same bits, natively and in a worker.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/language/lsa.h"
#include "shared/language/vocabulary.h"

namespace crow::language {

constexpr int kPasses = 3;
constexpr std::size_t kTextsMin = 20;  // Of fewer nothing can be learned.
// Of more, every second, third … is gone through: what they mean is known by then, and a pass stays
// one step.
constexpr std::size_t kTextsLearnedMax = 60'000;

// Every how manyth of so many texts is gone through.
constexpr std::size_t stride_for(std::size_t texts) {
  return texts / kTextsLearnedMax + (texts % kTextsLearnedMax != 0 ? 1 : 0);
}

// For each word of a vocabulary `width` numbers.
struct Basis {
  std::size_t width = 0;
  std::vector<float> values;
  std::vector<double> strengths;  // Of its columns, descending; empty for the first.

  std::span<const float> row(std::size_t place) const {
    return std::span(values).subspan(place * width, width);
  }
};

// Random signs, in as many columns as the texts are good for and some to spare.
Basis first_basis(const Vocabulary& vocabulary);

// What one pass makes of a basis: AᵀA times it, for the matrix A of texts and words.
class Image {
 public:
  Image(const Vocabulary& vocabulary, const Basis& basis);

  void add(const Row& row);
  // Its columns made orthonormal, the strongest first; those that depend on others are zero.
  Basis take_basis();

 private:
  const Vocabulary& vocabulary_;
  const Basis& basis_;
  std::vector<float> values_;
  std::vector<float> coordinates_;
  std::vector<Vocabulary::Entry> entries_;
};

// How many dimensions the texts are good for: few texts have few meanings.
std::size_t dimensions_for(const Vocabulary& vocabulary);

// Columns of its bases: those, and some to spare.
std::size_t width_for(const Vocabulary& vocabulary);

Lsa model_of(Vocabulary vocabulary, const Basis& basis);

}  // namespace crow::language
