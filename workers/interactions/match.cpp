#include "workers/interactions/match.h"

#include "shared/core/text.h"
#include "shared/lexical/typed.h"

namespace crow::interactions {
namespace {

// FTS5's string: in double quotes, with those inside doubled. Its parts become a phrase.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    if (c != '"' && c != '\0') out += c;
  return out += '"';
}

// What must occur, and what must not.
struct Wanted {
  std::string all, none;
};

Wanted read(std::string_view typed) {
  // A blank is an AND that passes over what the index knows as no word, as a dash between two.
  Wanted words;
  for (const lexical::Term& term : lexical::terms_of(typed)) {
    std::string& out = term.is_excluded ? words.none : words.all;
    out += concat(out.empty() ? "" : term.is_excluded ? " OR " : " ", quoted(term.text));
  }
  return words;
}

}  // namespace

std::string match_of(std::string_view organization_id, std::string_view typed) {
  const Wanted words = read(typed);
  if (words.all.empty()) return {};
  std::string match =
      concat("(scope : ", quoted(organization_id), " AND words : (", words.all, "))");
  if (!words.none.empty()) match += concat(" NOT words : (", words.none, ")");
  return match;
}

std::string excluded_match_of(std::string_view organization_id, std::string_view typed) {
  const Wanted words = read(typed);
  if (words.none.empty()) return {};
  return concat("scope : ", quoted(organization_id), " AND words : (", words.none, ")");
}

std::string meant_by(std::string_view typed) {
  std::string text;
  for (const lexical::Term& term : lexical::terms_of(typed))
    if (!term.is_excluded) text += concat(text.empty() ? "" : " ", term.text);
  return text;
}

}  // namespace crow::interactions
