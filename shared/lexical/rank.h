// Ranking by words: BM25 over fields (Robertson, Zaragoza and Taylor, CIKM 2004), with the
// statistics of one collection and of nothing else.
//
// A query is groups, one for each word that was typed; a group is the alternatives that may stand
// for it: the word itself, its other forms, what begins with it, synonyms, likely slips. Of each
// alternative we know where it occurs. Everything that holds a word of the query gets a score, so
// totals and facets are counts and no estimates.
//
//   Ranking ranking(collection, kRules);
//   for (const Group& group : groups) ranking.add(group);
//   std::vector<Match> matches = ranking.finish();
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace crow::lexical {

inline constexpr std::size_t kFieldsMax = 8;

// How a word of the query came to be found. In the order of trust.
enum class Kind : std::uint8_t { exact, form, prefix, compound, synonym, typo };

// What one of each is worth beside the word itself.
inline constexpr std::array<double, 6> kKindWeights = {1.0, 0.92, 0.6, 0.75, 0.8, 0.55};

struct Occurrence {
  std::uint32_t document = 0;
  std::uint8_t field = 0;
  std::uint16_t count = 1;
};

struct Alternative {
  std::string found;
  Kind kind = Kind::exact;
  std::vector<Occurrence> occurrences;  // By document, each field of it once.
};

struct Group {
  std::string query;
  bool is_small = false;  // Says nothing by itself: it is not missed where it is absent.
  std::vector<Alternative> alternatives = {};  // The most trusted first.
};

using Lengths = std::array<std::uint16_t, kFieldsMax>;

// The documents of one organization. An absent one has only zeros for lengths and is not counted.
struct Collection {
  std::span<const Lengths> lengths;
  std::array<double, kFieldsMax> averages{};
  std::size_t count = 0;
};

struct FieldRule {
  double weight = 1;
  double b = 0.75;  // How much long fields are held against their documents.
};
using Rules = std::array<FieldRule, kFieldsMax>;

inline constexpr double kSaturation = 1.2;  // k1.

struct Match {
  std::uint32_t document = 0;
  float score = 0;
  float coverage = 0;      // The share of the query's weight that it holds, 0 to 1.
  std::uint32_t held = 0;  // Bit n: it holds group n.
};

class Ranking {
 public:
  Ranking(const Collection& collection, const Rules& rules);

  // At most 32 groups; what comes behind them is passed over.
  void add(const Group& group);
  // Documents that hold any of the groups, in their own order, each with its score.
  std::vector<Match> finish();

  // What a group adds to a document's score by one alternative alone; for explanations.
  double part_of(const Group& group, const Alternative& alternative, std::uint32_t document) const;

 private:
  struct Sum {
    float frequency = 0, quality = 0;
    std::uint32_t alternative = 0;  // The last one that counted.
  };
  double norm(std::uint32_t document, std::uint8_t field) const;
  double weight_of(std::size_t documents) const;

  const Collection& collection_;
  const Rules& rules_;
  std::vector<Match> matches_;          // By document.
  std::vector<Sum> sums_;               // Of the group at hand.
  std::vector<std::uint32_t> touched_;  // Documents of the group at hand.
  double asked_ = 0;                    // The weight of all groups.
  std::size_t groups_ = 0;
};

// The number of documents that hold any alternative of a group.
std::size_t count_documents(const Group& group);

// Those that hold all words that count, when these are at least `enough`; else those that hold as
// many of them as it takes. `small` has the bits of words that are not missed.
void keep_closest(std::vector<Match>& matches, std::size_t groups, std::uint32_t small,
                  std::size_t enough);

}  // namespace crow::lexical
