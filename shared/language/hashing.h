// Signed feature hashing (Weinberger and others 2009): a text as a vector without anything learned.
//
// Features are its words, each two that follow one another, and the pieces of three to five
// characters of each word, whereby what is spelt almost alike comes to lie nearby. Each feature is
// added at a place and with a sign that its hash gives, so that features which share a place
// cancel out on average instead of piling up.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace crow::language {

// How much of a text's vector each kind of feature makes.
struct HashingWeights {
  float word = 0.5f;
  float pair = 0.5f;
  float pieces = 3.0f;  // All pieces of a word together.
};

// How much a word says: an inverse document frequency.
using WordWeight = std::function<float(const std::string& word)>;

// Adds the features of a text to `out`.
void add_features(std::span<float> out, const std::vector<std::string>& words,
                  const WordWeight& weight, const HashingWeights& weights = {});

}  // namespace crow::language
