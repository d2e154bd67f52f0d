// Whatever is typed, the query that becomes of it is one that FTS5 takes, and stays within its
// organization.
#include <sqlite3.h>

#include "shared/core/text.h"
#include "shared/fuzz/target.h"
#include "workers/interactions/match.h"

namespace crow::interactions {
namespace {

// An index as the worker's, with a document of each of two organizations.
sqlite3* open() {
  sqlite3* database = nullptr;
  fuzz::insist(sqlite3_open(":memory:", &database) == SQLITE_OK);
  fuzz::insist(sqlite3_exec(database,
                            "CREATE VIRTUAL TABLE t USING fts5(scope, words, tokenize = "
                            "'porter unicode61 remove_diacritics 2');"
                            "INSERT INTO t (rowid, scope, words) VALUES (1, 'own', 'red shoes');"
                            "INSERT INTO t (rowid, scope, words) VALUES (2, 'other', 'red shoes')",
                            nullptr, nullptr, nullptr) == SQLITE_OK);
  return database;
}

void check(std::string_view typed) {
  static sqlite3* const kDatabase = open();
  const std::string match = match_of("own", typed);
  if (match.empty()) return;
  fuzz::insist(is_utf8(match) && match.find('\0') == match.npos);
  sqlite3_stmt* statement = nullptr;
  fuzz::insist(sqlite3_prepare_v2(kDatabase, "SELECT rowid FROM t WHERE t MATCH ?1", -1, &statement,
                                  nullptr) == SQLITE_OK);
  sqlite3_bind_text(statement, 1, match.data(), static_cast<int>(match.size()), SQLITE_TRANSIENT);
  int code = 0;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW)
    fuzz::insist(sqlite3_column_int(statement, 0) == 1);
  fuzz::insist(code == SQLITE_DONE);
  sqlite3_finalize(statement);
}

}  // namespace
}  // namespace crow::interactions

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The operation takes no other text.
  const std::string_view text = crow::fuzz::text_of(data, size);
  if (!crow::is_utf8(text) || text.find('\0') != text.npos) return 0;
  crow::interactions::check(crow::cut_code_points(text, 200));
  return 0;
}
