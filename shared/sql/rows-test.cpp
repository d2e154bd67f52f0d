#include "shared/sql/rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "shared/core/text.h"
#include "shared/sql/testing.h"

namespace crow::sql {
namespace {

enum class Role : std::uint8_t { owner, admin, member };
constexpr auto names(Role) { return std::to_array<std::string_view>({"owner", "admin", "member"}); }

struct Everything {
  std::string text;
  std::int64_t whole = 0;
  std::int32_t small = 0;
  double number = 0;
  bool flag = false;
  Timestamp at;
  Role role = Role::owner;
  RawJson raw;
  std::optional<std::string> maybe_text;
  std::optional<Timestamp> maybe_at;
  std::optional<Role> maybe_role;
  std::optional<bool> maybe_flag;

  static constexpr auto fields = describe(
      field<&Everything::text>("text", ""), field<&Everything::whole>("whole", ""),
      field<&Everything::small>("small", ""), field<&Everything::number>("number", ""),
      field<&Everything::flag>("flag", ""), field<&Everything::at>("at", ""),
      field<&Everything::role>("role", ""), field<&Everything::raw>("raw", ""),
      field<&Everything::maybe_text>("maybeText", ""), field<&Everything::maybe_at>("maybeAt", ""),
      field<&Everything::maybe_role>("maybeRole", ""),
      field<&Everything::maybe_flag>("maybeFlag", ""));
  bool operator==(const Everything&) const = default;
};

struct User {
  std::string id;
  std::optional<Timestamp> seen_at;
  static constexpr auto fields =
      describe(field<&User::id>("id", ""), field<&User::seen_at>("seenAt", ""));
};

// Reads the answer to one statement called "one".
template <typename Row>
Result<Answer<Row>> read_one(std::string json) {
  Answer<Row> answer;
  const std::array sinks{sink(Bound<Row>{{"one", "", "", nullptr}}, answer)};
  TRY(read_answer(std::move(json), sinks));
  return answer;
}

// The cause of a refused answer to one statement.
template <typename Row>
std::string refusal(std::string json) {
  const auto outcome = read_one<Row>(std::move(json));
  if (outcome) return "read";
  EXPECT_EQ(outcome.error().code, ErrorCode::internal);
  EXPECT_EQ(outcome.error().message, "The service could not read its data.");
  return outcome.error().cause;
}

template <typename T>
struct One {
  T value{};
  static constexpr auto fields = describe(field<&One::value>("itsValue", ""));
};

TEST(Rows, ReadsTheAnswersOfABatchInOrder) {
  Answer<User> users;
  Answer<None> none;
  const std::array sinks{sink(Bound<User>{{"users", "", "", nullptr}}, users),
                         sink(Bound<None>{{"none", "", "", nullptr}}, none)};
  ASSERT_TRUE(read_answer(R"([[[["u1",1790000000000],["u2",null]],0],[[],3]])", sinks).has_value());
  ASSERT_EQ(users.rows.size(), 2u);
  EXPECT_EQ(users.rows[0].id, "u1");
  EXPECT_EQ(users.rows[0].seen_at, Timestamp{1'790'000'000'000});
  EXPECT_EQ(users.rows[1].id, "u2");
  EXPECT_EQ(users.rows[1].seen_at, std::nullopt);
  EXPECT_EQ(users.changes, 0);
  EXPECT_EQ(none.changes, 3);
}

TEST(Rows, ReadsAnEmptyBatch) { EXPECT_TRUE(read_answer("[]", {}).has_value()); }

TEST(Rows, NamesStatementColumnAndExpectationButNeverTheValue) {
  EXPECT_EQ(refusal<User>(R"([[[["u1",5],["u2","my secret"]],0]])"),
            "one: column 2 (seenAt) must be INTEGER milliseconds, or NULL, got TEXT");
  EXPECT_EQ(refusal<User>(R"([[[[null,5]],0]])"),
            "one: column 1 (id) must be TEXT, a text, got NULL");
}

TEST(Rows, RefusesWhatDoesNotFitAColumn) {
  const auto cause = []<typename T>(T, std::string_view value) {
    constexpr std::string_view kColumn = "one: column 1 (itsValue) ";
    return refusal<One<T>>(concat("[[[[", value, "]],0]]")).substr(kColumn.size());
  };
  EXPECT_EQ(cause(true, "2"), "must be INTEGER 0 or 1, got INTEGER");
  EXPECT_EQ(cause(true, R"("true")"), "must be INTEGER 0 or 1, got TEXT");
  EXPECT_EQ(cause(std::int64_t{}, "1.5"), "must be INTEGER, a whole number, got REAL");
  EXPECT_EQ(cause(std::int64_t{}, "9007199254740993"),
            "must be INTEGER, a whole number, got INTEGER");
  EXPECT_EQ(cause(std::int32_t{}, "3000000000"), "must be INTEGER, a whole number, got INTEGER");
  EXPECT_EQ(cause(Integer<1, 9>{}, "10"),
            "must be INTEGER, a whole number from 1 to 9, got INTEGER");
  EXPECT_EQ(cause(double{}, R"("1")"), "must be REAL or INTEGER, a number, got TEXT");
  EXPECT_EQ(cause(Number<0.0, 1.0>{}, "1.5"),
            "must be REAL or INTEGER, a number from 0 to 1, got REAL");
  EXPECT_EQ(cause(std::string(), "1"), "must be TEXT, a text, got INTEGER");
  EXPECT_EQ(cause(std::string(), "[1,2]"), "must be TEXT, a text, got BLOB");
  EXPECT_EQ(cause(Text<1, 3>{}, R"("")"), "must be TEXT, a text of 1 to 3 characters, got TEXT");
  EXPECT_EQ(cause(Timestamp{}, R"("2026-11-21T09:30:00Z")"),
            "must be INTEGER milliseconds, got TEXT");
  EXPECT_EQ(cause(Timestamp{}, "1.5"), "must be INTEGER milliseconds, got REAL");
  EXPECT_EQ(cause(Role{}, R"("guest")"), "must be TEXT, one of owner, admin, member, got TEXT");
  EXPECT_EQ(cause(Role{}, "0"), "must be TEXT, one of owner, admin, member, got INTEGER");
  EXPECT_EQ(cause(RawJson{}, "null"), "must be TEXT, got NULL");
  EXPECT_EQ(cause(std::optional<bool>{}, "7"), "must be INTEGER 0 or 1, or NULL, got INTEGER");
}

TEST(Rows, RefusesAnotherShape) {
  EXPECT_EQ(refusal<User>(R"([[[["u1"]],0]])"), "one: 1 columns, where the row has 2 fields");
  EXPECT_EQ(refusal<User>(R"([[[["u1",1,2]],0]])"),
            "one: more columns than the 2 fields of the row");
  EXPECT_EQ(refusal<None>(R"([[[["u1"]],0]])"), "one: rows, where none may come");
  EXPECT_EQ(refusal<User>("[]"), "one: fewer answers than statements");
  EXPECT_EQ(refusal<User>("[[[],0],[[],0]]"), "batch: more answers than statements");
  const std::string shape = "one: not the shape of an answer, [[[row, …], changes], …]";
  for (std::string_view json :
       {"5", "null", "{}", "[5]", "[[5]]", "[[[]]]", "[[[5],0]]", "[[[[{}]],0]]", "[[[],0,0]]",
        "[[[],[]]]", "[[0,[]]]", "[[[],true]]", "[[[],\"1\"]]", "[[[],1.5]]", "[{\"a\":1}]",
        "[[[[true,1]],0]]", "[[]]"})
    EXPECT_EQ(refusal<User>(std::string(json)), shape) << json;
  for (std::string_view json : {"", "[", "[[[],0]", "[[[],0]]]", "[[[],0]]x", "[[[],01]]", "nul"})
    EXPECT_TRUE(refusal<User>(std::string(json)).starts_with("batch: the answer must be JSON; "))
        << json;
  EXPECT_EQ(refusal<User>("[[[[\"\xff\",1]],0]]"), "batch: the answer must be JSON in UTF-8");
  EXPECT_EQ(refusal<User>(std::string("[[[],0]]\0", 9)),
            "batch: the answer must be JSON without NUL bytes");
}

// --------------------------------------------------------------------------- random rows and bytes

std::string random_text(std::mt19937& random) {
  constexpr std::array<std::string_view, 10> kPieces = {"a", "'", "\"", "\\", "\n",
                                                        "é", "€", "🙂", "?1", "\x01"};
  std::string out;
  for (auto length = random() % 12; length > 0; --length) out += kPieces[random() % kPieces.size()];
  return out;
}

Everything random_row(std::mt19937& random) {
  const auto whole = [&] {
    const std::int64_t bits = static_cast<std::int64_t>(random()) << 20 ^ random();
    return (random() % 2 == 0 ? bits : -bits) >> random() % 54;
  };
  Everything row;
  row.text = random_text(random);
  row.whole = random() % 8 == 0 ? kExact : whole();
  row.small = static_cast<std::int32_t>(random());
  row.number = std::ldexp(static_cast<double>(whole()), static_cast<int>(random() % 200) - 100);
  row.flag = random() % 2 == 0;
  row.at.ms = whole();
  row.role = static_cast<Role>(random() % 3);
  row.raw.text = json::Writer().text(random_text(random)).str();
  if (random() % 2 == 0) row.maybe_text = random_text(random);
  if (random() % 2 == 0) row.maybe_at = Timestamp{whole()};
  if (random() % 2 == 0) row.maybe_role = static_cast<Role>(random() % 3);
  if (random() % 2 == 0) row.maybe_flag = random() % 2 == 0;
  return row;
}

constexpr Statement<None, std::string, std::int64_t, std::int32_t, double, bool, Timestamp, Role,
                    RawJson, std::optional<std::string>, std::optional<Timestamp>,
                    std::optional<Role>, std::optional<bool>>
    kInsert{"everything.insert",
            "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"};

constexpr Statement<Everything> kSelect{"everything.list", R"sql(
  SELECT text, whole, small, number, flag, at, role, raw, maybe_text, maybe_at, maybe_role,
         maybe_flag
    FROM t ORDER BY rowid
)sql"};

TEST(Rows, GivesBackWhatWasBound) {
  Sqlite sqlite;
  run_script(sqlite, {R"sql(
    CREATE TABLE t (text TEXT, whole INTEGER, small INTEGER, number REAL, flag INTEGER,
                    at INTEGER, role TEXT, raw TEXT, maybe_text TEXT, maybe_at INTEGER,
                    maybe_role TEXT, maybe_flag INTEGER))sql"});
  std::mt19937 random(7);
  std::vector<Everything> written;
  for (int i = 0; i < 300; ++i) {
    const Everything& row = written.emplace_back(random_row(random));
    const auto outcome =
        execute(sqlite, sql::bind(kInsert, row.text, row.whole, row.small, row.number, row.flag,
                                  row.at, row.role, row.raw, row.maybe_text, row.maybe_at,
                                  row.maybe_role, row.maybe_flag));
    ASSERT_TRUE(outcome.has_value()) << outcome.error().cause;
    EXPECT_EQ(std::get<0>(*outcome).changes, 1);
  }
  EXPECT_TRUE(rows_of(sqlite, sql::bind(kSelect)) == written);
}

TEST(Rows, SurvivesAnyBytes) {
  std::mt19937 random(11);
  const std::string sample =
      R"([[[["u1",1790000000000],["u\u00e9\n",null],["🙂",-1.5e3]],12],[[],3]])";
  constexpr std::string_view kAlphabet = "[]{},:\"\\0123456789.eE+-truefalsn ud8\xff\xc3\x80";
  for (int i = 0; i < 30'000; ++i) {
    std::string json = sample;
    if (i % 4 == 0) {
      json.clear();
      for (auto length = random() % 40; length > 0; --length)
        json += kAlphabet[random() % kAlphabet.size()];
    }
    for (auto edits = random() % 4; edits > 0 && !json.empty(); --edits) {
      const std::size_t at = random() % json.size();
      switch (random() % 4) {
        case 0:
          json[at] = static_cast<char>(random());
          break;
        case 1:
          json.erase(at, random() % 5);
          break;
        case 2:
          json.insert(at, 1, kAlphabet[random() % kAlphabet.size()]);
          break;
        default:
          json.resize(at);
      }
    }
    Answer<User> users;
    Answer<None> none;
    const std::array sinks{sink(Bound<User>{{"users", "", "", nullptr}}, users),
                           sink(Bound<None>{{"none", "", "", nullptr}}, none)};
    const auto outcome = read_answer(json, sinks);
    if (!outcome) EXPECT_EQ(outcome.error().code, ErrorCode::internal);
  }
}

TEST(Rows, TakesNestingOfAnyDepthWithoutRecursion) {
  EXPECT_NE(refusal<User>(std::string(1'000'000, '[')), "read");
}

}  // namespace
}  // namespace crow::sql
