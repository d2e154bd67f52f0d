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

}  // namespace

std::string match_of(std::string_view organization_id, std::string_view typed) {
  // A blank is an AND that passes over what the index knows as no word, as a dash between two.
  std::string wanted, excluded;
  for (const lexical::Term& term : lexical::terms_of(typed)) {
    std::string& out = term.is_excluded ? excluded : wanted;
    out += concat(out.empty() ? "" : term.is_excluded ? " OR " : " ", quoted(term.text));
  }
  if (wanted.empty()) return {};
  std::string match = concat("(scope : ", quoted(organization_id), " AND words : (", wanted, "))");
  if (!excluded.empty()) match += concat(" NOT words : (", excluded, ")");
  return match;
}

}  // namespace crow::interactions
