// What people type into a search box.
//
//   red shoes -kids "mid sole"   →   wanted: red, shoes, "mid sole"; excluded: kids
//
// Everything is words; "words in quotes" stand together in this order; a word or phrase behind a
// hyphen must not occur. There is no other syntax, so there is nothing that a query language could
// take for its own.
#pragma once

#include <string_view>
#include <vector>

namespace crow::lexical {

struct Term {
  std::string_view text;
  bool is_excluded = false;
  bool is_phrase = false;
};

// At most so many; what follows is passed over.
inline constexpr std::size_t kTermsMax = 32;

// In the order they stand; none without a letter or digit. They point into `typed`.
std::vector<Term> terms_of(std::string_view typed);

}  // namespace crow::lexical
