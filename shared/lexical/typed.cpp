#include "shared/lexical/typed.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::lexical {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kEnds = " \t\r\n\"";

// What an index may see as part of a word: ASCII letters and digits, and whatever is not ASCII.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The next term, behind blanks; `rest` becomes what follows it, and always gets shorter.
Term next_term(std::string_view& rest) {
  Term term;
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  if (rest.starts_with('-')) {
    term.is_excluded = true;
    rest.remove_prefix(1);
  }
  if (rest.starts_with('"')) {
    term.is_phrase = true;
    rest.remove_prefix(1);
    term.text = split_off(rest, '"');
  } else {
    term.text = rest.substr(0, rest.find_first_of(kEnds));
    rest.remove_prefix(term.text.size());
  }
  return term;
}

}  // namespace

std::vector<Term> terms_of(std::string_view typed) {
  std::vector<Term> terms;
  for (std::string_view rest = typed; !rest.empty() && terms.size() < kTermsMax;) {
    const Term term = next_term(rest);
    if (std::ranges::any_of(term.text, is_word_byte)) terms.push_back(term);
  }
  return terms;
}

}  // namespace crow::lexical
