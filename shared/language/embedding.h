// What the platform itself makes of a text when no model of others does: a vector of
// kDimensions numbers, in two parts.
//
//   std::vector<float> vector = embed("Red running shoes", nullptr);        // nothing learned yet
//   std::vector<float> better = embed("Red running shoes", &its_catalog);   // lsa.h
//
// The first part comes from the spelling (hashing.h): it finds what is written alike. The second
// comes from what was learned of an organization's own texts (lsa.h): it finds what is meant alike,
// and is zero without them. Each part has the length that its weight says, the whole has length 1,
// so the cosine of two vectors is their product. The same text and model give the same bits
// everywhere.
#pragma once

#include <string_view>
#include <vector>

#include "shared/language/hashing.h"

namespace crow::language {

class Lsa;

constexpr std::size_t kSpellingDimensions = 384;
constexpr std::size_t kMeaningDimensions = 128;
constexpr std::size_t kDimensions = kSpellingDimensions + kMeaningDimensions;

// Names the way that texts become vectors, without what is learned. Changed whenever any number of
// it changes: vectors of two ways are not comparable.
constexpr std::string_view kWay = "1";

// How much each part counts. The values were chosen by quality-test.cpp, see
// docs/decisions/0010-embeddings-without-a-model.md.
struct Mixture {
  float meaning = 0.7f;  // Its share of the square of the length; the rest is the spelling's.
  HashingWeights spelling = {};
};

// All zero for a text without words.
std::vector<float> embed(std::string_view text, const Lsa* lsa, const Mixture& mixture = {});

}  // namespace crow::language
