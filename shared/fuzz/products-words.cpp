// Whatever is written or typed: words are folded UTF-8 without blanks, which point into their text;
// what a phrase of them becomes, FTS5 takes; snippets are safe to show.
#include <sqlite3.h>

#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "shared/lexical/language.h"
#include "shared/lexical/likeness.h"
#include "shared/lexical/snippet.h"
#include "shared/lexical/typed.h"
#include "shared/lexical/words.h"

namespace crow::lexical {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// An index as the worker's.
sqlite3* open() {
  sqlite3* database = nullptr;
  fuzz::insist(sqlite3_open(":memory:", &database) == SQLITE_OK);
  fuzz::insist(sqlite3_exec(database,
                            "CREATE VIRTUAL TABLE t USING fts5(n, tokenize = \"ascii tokenchars "
                            "'_'\"); INSERT INTO t (n) VALUES ('7_red 7_shoes')",
                            nullptr, nullptr, nullptr) == SQLITE_OK);
  return database;
}

void check_match(const std::string& match) {
  static sqlite3* const kDatabase = open();
  sqlite3_stmt* statement = nullptr;
  fuzz::insist(sqlite3_prepare_v2(kDatabase, "SELECT rowid FROM t WHERE t MATCH ?1", -1, &statement,
                                  nullptr) == SQLITE_OK);
  sqlite3_bind_text(statement, 1, match.data(), static_cast<int>(match.size()), SQLITE_TRANSIENT);
  int code = 0;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) continue;
  fuzz::insist(code == SQLITE_DONE);
  sqlite3_finalize(statement);
}

void check_snippet(std::string_view text, const std::vector<std::string>& found) {
  const auto snippet = snippet_of(text, found);
  if (!snippet) return;
  fuzz::insist(is_utf8(*snippet));
  std::string rest = *snippet;
  for (const std::string_view tag : {"<mark>", "</mark>"})
    for (std::size_t at = 0; (at = rest.find(tag)) != rest.npos;) rest.erase(at, tag.size());
  fuzz::insist(rest.find('<') == rest.npos && rest.find('"') == rest.npos);
}

void check(std::string_view text) {
  const auto words = words_of(text);
  std::vector<std::string> found;
  std::string match;
  for (const Word& word : words) {
    fuzz::insist(!word.text.empty() && word.text.size() <= kWordBytesMax);
    fuzz::insist(is_utf8(word.text) && word.begin < word.end && word.end <= text.size());
    for (const char c : word.text) fuzz::insist(is_plain(c));
    if (found.size() < 8) {
      found.push_back(word.text);
      match += concat(match.empty() ? "\"" : " ", "7_", word.text);
    }
    for (std::size_t l = 0; l < kLanguages; ++l)
      fuzz::insist(is_utf8(stem_of(word.text, static_cast<Language>(l))));
    fuzz::insist(distance(word.text, word.text, 2) == 0 || word.text.size() > 64);
    fuzz::insist(!trigrams_of(word.text).empty());
  }
  language_of(words);
  for (const Term& term : terms_of(text)) fuzz::insist(!term.text.empty());
  if (!match.empty()) check_match(match + '"');
  check_snippet(text, found);
}

}  // namespace
}  // namespace crow::lexical

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  // The operations take no other text.
  if (size > 20'000 || !crow::is_utf8(text) || text.find('\0') != text.npos) return 0;
  crow::lexical::check(text);
  return 0;
}
