// Latent semantic analysis (Deerwester and others 1990): what was learned of one organization's
// texts, so that words which stand in the same company come to mean the same.
//
// A model is a vocabulary and, for each of its words, a short vector. A text is the weighted sum of
// its words' vectors; words that the texts never held say nothing. Making one is lsa-training.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/language/vocabulary.h"

namespace crow::language {

class Lsa {
 public:
  // `vectors` holds, for each word, `dimensions` numbers, which become bytes with a scale of the
  // word's own.
  Lsa(Vocabulary vocabulary, std::size_t dimensions, std::span<const float> vectors);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  std::size_t dimensions() const { return dimensions_; }
  // What it takes in memory, about.
  std::size_t size() const { return places_.size() + vocabulary_.size() * 20; }

  // A text as a vector of length 1; false, and all zero, when it holds no word that is known.
  // `out` has room for all dimensions.
  bool project(const Row& row, std::span<float> out) const;

  // How much a word says here, from 0 to 1: its inverse document frequency beside the rarest's.
  float weight_of(std::string_view word) const;

  // The model as it is stored: the same bytes for the same texts, wherever it was made.
  std::string bytes() const;
  static std::optional<Lsa> parse(std::string_view bytes);

 private:
  Lsa() = default;

  Vocabulary vocabulary_;
  std::size_t dimensions_ = 0;  // A multiple of four.
  std::vector<float> scales_;
  std::vector<std::int8_t> places_;
};

}  // namespace crow::language
