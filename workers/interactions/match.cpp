#include "workers/interactions/match.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::interactions {
namespace {

constexpr int kTermsMax = 32;
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kEnds = " \t\r\n\"";

// What the index's tokenizer may see as part of a word: ASCII letters and digits, and whatever is
// not ASCII.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// FTS5's string: in double quotes, with those inside doubled. Its parts become a phrase.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    if (c != '"' && c != '\0') out += c;
  return out += '"';
}

struct Term {
  std::string_view text;
  bool is_excluded = false;
};

// The next term, behind blanks; `rest` becomes what follows it, and always gets shorter.
Term next_term(std::string_view& rest) {
  Term term;
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  if (rest.starts_with('-')) {
    term.is_excluded = true;
    rest.remove_prefix(1);
  }
  if (rest.starts_with('"')) {
    rest.remove_prefix(1);
    term.text = split_off(rest, '"');
  } else {
    term.text = rest.substr(0, rest.find_first_of(kEnds));
    rest.remove_prefix(term.text.size());
  }
  return term;
}

}  // namespace

std::string match_of(std::string_view organization_id, std::string_view typed) {
  // A blank is an AND that passes over what the index knows as no word, as a dash between two.
  std::string wanted, excluded;
  int count = 0;
  for (std::string_view rest = typed; !rest.empty() && count < kTermsMax;) {
    const Term term = next_term(rest);
    if (std::ranges::none_of(term.text, is_word_byte)) continue;
    std::string& out = term.is_excluded ? excluded : wanted;
    out += concat(out.empty() ? "" : term.is_excluded ? " OR " : " ", quoted(term.text));
    ++count;
  }
  if (wanted.empty()) return {};
  std::string match = concat("(scope : ", quoted(organization_id), " AND words : (", wanted, "))");
  if (!excluded.empty()) match += concat(" NOT words : (", excluded, ")");
  return match;
}

}  // namespace crow::interactions
