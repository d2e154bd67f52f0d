#include "shared/host/fake/sqlite.h"

#include <rapidjson/reader.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "shared/core/text.h"
#include "shared/host/fake/sqlite-plan.h"
#include "shared/host/fake/sqlite-rules.h"
#include "shared/json/write.h"
#include "shared/sql/bound.h"

namespace crow {
namespace {

std::unexpected<Error> failure(std::string_view text) {
  return fail(ErrorCode::unavailable, "The database refused.", concat("D1_ERROR: ", text));
}

// Binds a JSON array of texts, numbers and nulls, as D1's bind() would.
class Parameters {
 public:
  explicit Parameters(sqlite3_stmt* statement) : statement_(statement) {}
  bool Null() { return is_inside_ && sqlite3_bind_null(statement_, ++count) == SQLITE_OK; }
  bool Bool(bool value) { return Double(value ? 1 : 0); }
  bool Int(int value) { return Double(value); }
  bool Uint(unsigned value) { return Double(value); }
  bool Int64(std::int64_t value) { return Double(static_cast<double>(value)); }
  bool Uint64(std::uint64_t value) { return Double(static_cast<double>(value)); }
  bool Double(double value) {
    return is_inside_ && sqlite3_bind_double(statement_, ++count, value) == SQLITE_OK;
  }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return is_inside_ && sqlite3_bind_text(statement_, ++count, text, static_cast<int>(length),
                                           SQLITE_TRANSIENT) == SQLITE_OK;
  }
  bool StartArray() { return !std::exchange(is_inside_, true); }
  bool EndArray(rapidjson::SizeType) { return true; }
  bool StartObject() { return false; }
  bool Key(const char*, rapidjson::SizeType, bool) { return false; }
  bool EndObject(rapidjson::SizeType) { return false; }

  int count = 0;

 private:
  sqlite3_stmt* statement_;
  bool is_inside_ = false;
};

// False when `json` is no such array, or SQLite does not take a value.
bool bind(sqlite3_stmt* statement, std::string_view json, int& count) {
  std::string text(json);
  Parameters parameters(statement);
  rapidjson::Reader reader;
  rapidjson::InsituStringStream stream(text.data());
  constexpr auto kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                          rapidjson::kParseFullPrecisionFlag;
  const bool is_whole = !reader.Parse<kFlags>(stream, parameters).IsError();
  count = parameters.count;
  return is_whole;
}

// A column as D1 hands it to JavaScript, whose numbers are doubles.
void write_column(json::Writer& out, sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER: {
      const std::int64_t value = sqlite3_column_int64(row, column);
      const bool is_exact = value <= sql::kExact && value >= -sql::kExact;
      is_exact ? out.integer(value) : out.number(static_cast<double>(value));
      return;
    }
    case SQLITE_FLOAT:
      out.number(sqlite3_column_double(row, column));
      return;
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
      out.text({text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))});
      return;
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
      out.begin_array();
      for (int i = 0; i < sqlite3_column_bytes(row, column); ++i) out.integer(bytes[i]);
      out.end_array();
      return;
    }
    default:
      out.null();
  }
}

std::vector<std::filesystem::path> list_migrations(std::string_view folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  std::ranges::sort(files, {}, [](const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return std::pair(std::atoi(name.c_str()), name);
  });
  return files;
}

}  // namespace

void Sqlite::Close::operator()(sqlite3* database) const { sqlite3_close(database); }
void Sqlite::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Sqlite::Sqlite() {
  sqlite3* opened = nullptr;
  if (sqlite3_open(":memory:", &opened) != SQLITE_OK) std::abort();
  database_.reset(opened);
  for (const auto& [limit, value] : d1::kLimits) sqlite3_limit(opened, limit, value);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRIGGER_EQP, 1, nullptr);
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_set_authorizer(opened, &Sqlite::authorize, this);
}

Sqlite::~Sqlite() = default;

Result<> Sqlite::migrate(std::string_view folder) {
  const auto files = list_migrations(folder);
  if (files.empty()) return failure(concat("no *.sql files in ", folder));
  for (const auto& file : files) {
    std::ifstream stream(file);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    own("BEGIN");
    auto outcome = run_script(text);
    own(outcome ? "COMMIT" : "ROLLBACK");
    if (outcome) continue;
    outcome.error().cause = concat(file.filename().string(), ": ", outcome.error().cause);
    return outcome;
  }
  return {};
}

Result<std::string> Sqlite::batch(std::span<const Call> calls) {
  own("BEGIN IMMEDIATE");
  // All plans before the first step: explaining a statement sets changes() back.
  for (const Call& call : calls) {
    const std::string sql(call.sql);
    const char* rest = nullptr;
    const auto statement = prepare(sql.c_str(), static_cast<int>(sql.size()), &rest);
    if (statement && *statement) inspect(call, statement->get());
  }
  std::string out = "[";
  for (const Call& call : calls) {
    auto answer = run(call);
    if (!answer) {
      own("ROLLBACK");
      return answer;
    }
    if (out.size() > 1) out += ',';
    out += *answer;
  }
  // Foreign keys that were deferred are checked here.
  is_own_ = true;
  const int code = sqlite3_exec(database_.get(), "COMMIT", nullptr, nullptr, nullptr);
  is_own_ = false;
  if (code != SQLITE_OK) {
    auto error = refused();
    own("ROLLBACK");
    return error;
  }
  return out + ']';
}

Result<std::string> Sqlite::run(const Call& call) {
  const std::string sql(call.sql);
  const char* rest = nullptr;
  const Prepared statement = TRY(prepare(sql.c_str(), static_cast<int>(sql.size()), &rest));
  if (!statement || !d1::is_blank(rest)) return failure("SQL code did not contain a statement.");

  int count = 0;
  if (!bind(statement.get(), call.parameters_json, count) ||
      count != sqlite3_bind_parameter_count(statement.get())) {
    if (sqlite3_errcode(database_.get()) == SQLITE_TOOBIG) return refused();
    return failure("Wrong number of parameter bindings for SQL query.");
  }

  const auto before = sqlite3_total_changes64(database_.get());
  json::Writer out;
  out.begin_array().begin_array();
  int code = 0;
  while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
    out.begin_array();
    for (int i = 0; i < sqlite3_column_count(statement.get()); ++i)
      write_column(out, statement.get(), i);
    out.end_array();
  }
  if (code != SQLITE_DONE) return refused();
  out.end_array().integer(sqlite3_total_changes64(database_.get()) - before).end_array();
  return out.take();
}

Result<> Sqlite::run_script(const std::string& text) {
  for (const char* rest = text.c_str(); *rest != '\0';) {
    const Prepared statement = TRY(prepare(rest, -1, &rest));
    if (!statement) continue;  // Comments and blanks at the end.
    int code = 0;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
    }
    if (code != SQLITE_DONE) return refused();
  }
  return {};
}

Result<Sqlite::Prepared> Sqlite::prepare(const char* sql, int length, const char** rest) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql, length, &statement, rest) != SQLITE_OK)
    return refused();
  return Prepared(statement);
}

// The last error, in D1's words.
std::unexpected<Error> Sqlite::refused() const {
  const int extended = sqlite3_extended_errcode(database_.get());
  const int code = extended & 0xFF;
  const int offset = sqlite3_error_offset(database_.get());
  std::string text = sqlite3_errmsg(database_.get());
  if (offset >= 0) text += concat(" at offset ", offset);
  text += concat(": ", d1::name_of_code(code));
  if (extended != code) text += concat(" (extended: ", d1::name_of_code(extended), ")");
  return failure(text);
}

// Statements of this class, which must not fail.
void Sqlite::own(const char* sql) {
  is_own_ = true;
  sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  is_own_ = false;
}

int Sqlite::authorize(void* self, int action, const char* first, const char* second, const char*,
                      const char*) {
  if (static_cast<Sqlite*>(self)->is_own_) return SQLITE_OK;
  switch (action) {
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_CREATE_TEMP_INDEX:
    case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_TRIGGER:
    case SQLITE_CREATE_TEMP_VIEW:
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      return d1::is_among(d1::kPragmas, first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return d1::is_among(d1::kRefusedFunctions, second) ? SQLITE_DENY : SQLITE_OK;
    default:
      return d1::is_reserved(first) ? SQLITE_DENY : SQLITE_OK;
  }
}

// ---------------------------------------------------------------------------------- the plan guard

// Two sources, since neither says all: the statement itself names the table behind an alias, and
// EXPLAIN QUERY PLAN goes into triggers and knows count(*).
void Sqlite::inspect(const Call& call, sqlite3_stmt* statement) {
  if (!inspected_.emplace(call.sql).second) return;
  for (int i = 0;; ++i) {
    const char* name = nullptr;
    const char* plan = nullptr;
    if (sqlite3_stmt_scanstatus_v2(statement, i, SQLITE_SCANSTAT_NAME, SQLITE_SCANSTAT_COMPLEX,
                                   &name) != 0)
      break;
    sqlite3_stmt_scanstatus_v2(statement, i, SQLITE_SCANSTAT_EXPLAIN, SQLITE_SCANSTAT_COMPLEX,
                               &plan);
    if (plan) note(call, name ? std::string_view(name) : d1::name_in(plan), plan);
  }

  is_own_ = true;
  const std::string explain = concat("EXPLAIN QUERY PLAN ", call.sql);
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v2(database_.get(), explain.c_str(), -1, &raw, nullptr);
  is_own_ = false;
  const Prepared plans(raw);
  plans_.emplace_back();
  while (raw && sqlite3_step(raw) == SQLITE_ROW) {
    constexpr int kDetail = 3;
    const auto* plan = reinterpret_cast<const char*>(sqlite3_column_text(raw, kDetail));
    if (!plan) continue;
    note(call, d1::name_in(plan), plan);
    plans_.back() += concat(std::string_view(plan), '\n');
  }
}

void Sqlite::note(const Call& call, std::string_view name, std::string_view plan) {
  if (!d1::reads_all(plan)) return;
  std::string table = table_of(name);
  if (table.empty()) return;
  scans_.insert({call.name.empty() ? d1::one_line(call.sql) : std::string(call.name),
                 std::string(call.sql), std::move(table), std::string(plan)});
}

// The ordinary table of that name, or of the index of that name; else nothing. The primary key of a
// table WITHOUT ROWID has a name, sqlite_autoindex_user_1, that the schema does not list.
std::string Sqlite::table_of(std::string_view table_or_index) {
  constexpr const char* kFind =
      "SELECT tbl_name FROM sqlite_schema "
      "WHERE rootpage > 0 AND type IN ('table', 'index') "
      "AND (name = ?1 OR rtrim(?1, '0123456789') = concat('sqlite_autoindex_', name, '_'))";
  is_own_ = true;
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v2(database_.get(), kFind, -1, &raw, nullptr);
  is_own_ = false;
  const Prepared found(raw);
  sqlite3_bind_text(raw, 1, table_or_index.data(), static_cast<int>(table_or_index.size()),
                    SQLITE_TRANSIENT);
  if (sqlite3_step(raw) != SQLITE_ROW) return {};
  return reinterpret_cast<const char*>(sqlite3_column_text(raw, 0));
}

std::vector<std::string> Sqlite::scans() const {
  std::vector<std::string> out;
  for (const Scan& scan : scans_) {
    if (allowed_.contains(scan.table) || allowed_.contains(scan.statement) ||
        allowed_.contains(scan.text))
      continue;
    out.push_back(concat(scan.statement, " reads all of ", scan.table, " (", scan.plan, ")"));
  }
  return out;
}

void Sqlite::forget_plans() {
  plans_.clear();
  inspected_.clear();
}

void Sqlite::allow_scan(std::string_view table_or_statement) {
  allowed_.emplace(table_or_statement);
}

}  // namespace crow
