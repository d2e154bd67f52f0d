#include "shared/language/lsa.h"

#include <algorithm>

#include "shared/language/embedding.h"
#include "shared/language/numbers.h"
#include "shared/language/words.h"

namespace crow::language {
namespace {

constexpr std::string_view kMark = "crow-lsa-1\n";

float largest_of(std::span<const float> values) {
  float largest = 0;
  for (const float value : values) largest = std::max(largest, value < 0 ? -value : value);
  return largest;
}

// To the nearest whole number, halves away from zero.
std::int8_t rounded(float value) {
  return static_cast<std::int8_t>(static_cast<int>(value < 0 ? value - 0.5f : value + 0.5f));
}

}  // namespace

Lsa::Lsa(Vocabulary vocabulary, std::size_t dimensions, std::span<const float> vectors)
    : vocabulary_(std::move(vocabulary)), dimensions_(dimensions) {
  places_.reserve(vectors.size());
  for (std::size_t at = 0; at < vectors.size(); at += dimensions) {
    const auto vector = vectors.subspan(at, dimensions);
    const float scale = largest_of(vector) / 127;
    scales_.push_back(scale);
    for (const float value : vector)
      places_.push_back(scale > 0 ? rounded(value / scale) : std::int8_t{0});
  }
}

bool Lsa::project(const Row& row, std::span<float> out) const {
  std::ranges::fill(out, 0.0f);
  std::vector<Vocabulary::Entry> entries;
  vocabulary_.weigh(row, entries);
  for (const auto& [place, weight] : entries) {
    const float factor = weight * scales_[place];
    const std::int8_t* vector = places_.data() + place * dimensions_;
    for (std::size_t i = 0; i < dimensions_; ++i) out[i] += factor * static_cast<float>(vector[i]);
  }
  return normalise(out.first(dimensions_));
}

float Lsa::weight_of(std::string_view word) const {
  const std::uint16_t place = vocabulary_.find(id_of(word));
  if (place == Vocabulary::kNone) return language::weight_of(word);
  return vocabulary_.weight(place) / vocabulary_.rarest();
}

std::string Lsa::bytes() const {
  std::string out(kMark);
  out += static_cast<char>(dimensions_);
  out += vocabulary_.bytes();
  append_numbers(out, scales_);
  append_numbers(out, places_);
  return out;
}

std::optional<Lsa> Lsa::parse(std::string_view bytes) {
  if (!bytes.starts_with(kMark) || bytes.size() == kMark.size()) return std::nullopt;
  bytes.remove_prefix(kMark.size());
  Lsa made;
  made.dimensions_ = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  if (made.dimensions_ == 0 || made.dimensions_ > kMeaningDimensions || made.dimensions_ % 4 != 0)
    return std::nullopt;
  auto vocabulary = Vocabulary::parse(bytes);
  if (!vocabulary) return std::nullopt;
  made.vocabulary_ = std::move(*vocabulary);
  const std::size_t words = made.vocabulary_.size();
  if (!take_numbers(bytes, words, made.scales_) ||
      !take_numbers(bytes, words * made.dimensions_, made.places_) || !bytes.empty())
    return std::nullopt;
  return made;
}

}  // namespace crow::language
