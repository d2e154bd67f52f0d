// Which words a model knows, and how many texts hold each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/language/rows.h"

namespace crow::language {

constexpr std::size_t kVocabularyMax = 16'384;

class Vocabulary {
 public:
  Vocabulary() = default;
  // `ids` ascend; `frequencies` says for each in how many of `texts` it occurs.
  Vocabulary(std::uint32_t texts, std::vector<std::uint32_t> ids,
             std::vector<std::uint32_t> frequencies);

  std::size_t size() const { return ids_.size(); }
  std::uint32_t texts() const { return texts_; }
  const std::vector<std::uint32_t>& ids() const { return ids_; }

  static constexpr std::uint16_t kNone = 0xFFFF;
  // The place of a word, or kNone.
  std::uint16_t find(std::uint32_t id) const;
  // Its inverse document frequency, by place: near 0 for a word of every text.
  float weight(std::uint16_t place) const { return weights_[place]; }
  // The same for a word that is not known: that of the rarest.
  float rarest() const { return rarest_; }

  // The weights of a text's words that are known, by place, together of length 1; empty when it
  // knows none.
  struct Entry {
    std::uint16_t place;
    float weight;
  };
  void weigh(const Row& row, std::vector<Entry>& out) const;

  std::string bytes() const;
  static std::optional<Vocabulary> parse(std::string_view& bytes);

 private:
  std::uint32_t texts_ = 0;
  std::vector<std::uint32_t> ids_, frequencies_;
  std::vector<float> weights_;
  float rarest_ = 0;
  std::vector<std::uint16_t> table_;  // Places by hash, open addressing.
};

// Counts in how many texts each word occurs, in bounded memory: when there are too many different
// words, those that came once so far are forgotten.
class WordCounts {
 public:
  WordCounts();

  void add(const Row& row);
  std::uint32_t texts() const { return texts_; }

  // The words of at least two texts, or three where there are many texts, the most frequent first
  // until there are kVocabularyMax.
  Vocabulary choose() const;

 private:
  struct Slot {
    std::uint32_t id = 0, count = 0;
  };
  Slot& slot_of(std::uint32_t id);
  void grow();

  std::uint32_t texts_ = 0;
  std::size_t used_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace crow::language
