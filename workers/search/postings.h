// Where words of a catalog occur, read from the index: as much as a search needs, in few round
// trips. What an instance has read it remembers, until the catalog changes.
#pragma once

#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "shared/host/database.h"
#include "workers/search/documents.h"

namespace crow::search {

using Occurrences = std::vector<lexical::Occurrence>;

// What to look up. Each set may be empty.
struct Wanted {
  std::set<std::string> stems;       // All words with such a stem ("en:shoe"), and where they are.
  std::set<std::string> terms;       // Where these words are.
  std::set<std::string> known;       // Which of these words there are at all.
  std::set<std::string> beginnings;  // Words that begin so, the shortest first.
  std::set<std::string> endings;     // Words that end so, and begin with another word.
  std::set<std::string> misspelt;    // Words that are spelt alike.
  std::set<std::string> phrases;     // Words in this order, with blanks between.

  bool is_empty() const {
    return stems.empty() && terms.empty() && known.empty() && beginnings.empty() &&
           endings.empty() && misspelt.empty() && phrases.empty();
  }
};

// All that was looked up so far.
struct Lookup {
  // They point into `own`.
  std::map<std::string, const Occurrences*, std::less<>> postings;
  std::list<Occurrences> own;
  std::map<std::string, std::vector<std::string>, std::less<>> of_stem;
  std::set<std::string, std::less<>> known;
  std::map<std::string, std::vector<std::string>, std::less<>> beginning, ending, alike;
  std::map<std::string, Occurrences, std::less<>> phrases;

  const Occurrences& at(std::string_view term) const;
};

// Adds to `lookup` what is wanted.
Task<> look_up(const Database& database, Documents& documents, Wanted wanted, Lookup& lookup);

// "12n12n15d": document and field of each occurrence, in order. Documents that are not there are
// passed over.
Occurrences read_postings(std::string_view text, const Documents& documents);

}  // namespace crow::search
