#include "shared/language/hashing.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "shared/extract/fold.h"
#include "shared/language/numbers.h"

namespace crow::language {
namespace {

void add_feature(std::span<float> out, std::uint64_t hash, float weight) {
  const std::uint64_t mixed = mix(hash);
  // The upper half, brought into the range without a division; the sign is the lowest bit.
  const std::size_t place = static_cast<std::size_t>(((mixed >> 32) * out.size()) >> 32);
  out[place] += (mixed & 1) != 0 ? -weight : weight;
}

// Where the characters of a word begin, with its ends marked.
std::vector<std::size_t> starts_of(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size();) {
    starts.push_back(at);
    extract::next_code_point(text, at);
  }
  starts.push_back(text.size());
  return starts;
}

void add_pieces(std::span<float> out, std::string_view word, float weight) {
  constexpr std::size_t kShortest = 3, kLongest = 5;
  std::string marked = "<";
  marked += word;
  marked += '>';
  const std::vector<std::size_t> starts = starts_of(marked);
  const std::size_t characters = starts.size() - 1;
  std::size_t count = 0;
  for (std::size_t size = kShortest; size <= kLongest && size <= characters; ++size)
    count += characters - size + 1;
  if (count == 0) return;
  const auto each = static_cast<float>(weight / square_root(static_cast<double>(count)));
  for (std::size_t size = kShortest; size <= kLongest && size <= characters; ++size)
    for (std::size_t at = 0; at + size <= characters; ++at) {
      const std::string_view piece =
          std::string_view(marked).substr(starts[at], starts[at + size] - starts[at]);
      add_feature(out, extract::hash_of(piece) ^ 0x70696563, each);
    }
}

}  // namespace

void add_features(std::span<float> out, const std::vector<std::string>& words,
                  const WordWeight& weight, const HashingWeights& weights) {
  // Each word once, in the order of their bytes: the tenth time a word says little more.
  std::vector<std::string_view> sorted(words.begin(), words.end());
  std::ranges::sort(sorted);
  for (std::size_t at = 0; at < sorted.size();) {
    std::size_t count = 0;
    const std::string_view word = sorted[at];
    for (; at < sorted.size() && sorted[at] == word; ++at) ++count;
    const auto own =
        static_cast<float>(weight(std::string(word)) * (1 + log_of(static_cast<double>(count))));
    add_feature(out, extract::hash_of(word), weights.word * own);
    if (weights.pieces > 0) add_pieces(out, word, weights.pieces * own);
  }
  if (weights.pair <= 0) return;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto both = static_cast<float>(square_root(static_cast<double>(weight(words[i])) *
                                                     static_cast<double>(weight(words[i + 1]))));
    std::string pair = words[i];
    pair += ' ';
    pair += words[i + 1];
    add_feature(out, extract::hash_of(pair), weights.pair * both);
  }
}

}  // namespace crow::language
