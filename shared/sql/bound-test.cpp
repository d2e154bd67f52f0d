#include "shared/sql/bound.h"

#include <gtest/gtest.h>

#include <limits>

#include "shared/sql/testing.h"

namespace crow::sql {
namespace {

enum class Role : std::uint8_t { owner, member };
constexpr auto names(Role) { return std::to_array<std::string_view>({"owner", "member"}); }

struct Event {
  std::string id;
  Timestamp occurred_at;
  bool is_paid = false;
  std::optional<double> value;
  RawJson properties;
  std::vector<Role> roles;
  static constexpr auto fields =
      describe(field<&Event::id>("id", ""), field<&Event::occurred_at>("occurredAt", ""),
               field<&Event::is_paid>("isPaid", ""), field<&Event::value>("value", ""),
               field<&Event::properties>("properties", ""), field<&Event::roles>("roles", ""));
};

struct Facts {
  RawObject facts;
  static constexpr auto fields = describe(field<&Facts::facts>("facts", ""));
};

struct Row {
  std::string id;
  static constexpr auto fields = describe(field<&Row::id>("id", ""));
};

struct Found {
  std::string id;
  Timestamp at;
  bool is_paid = false;
  std::optional<double> value;
  RawJson properties;
  static constexpr auto fields =
      describe(field<&Found::id>("id", ""), field<&Found::at>("at", ""),
               field<&Found::is_paid>("isPaid", ""), field<&Found::value>("value", ""),
               field<&Found::properties>("properties", ""));
};

// The parameters that a statement of one parameter gets.
template <typename T>
BoundStatement bind_one(const T& value) {
  static constexpr Statement<None, T> kStatement{"one", "DELETE FROM t WHERE a = ?1"};
  return sql::bind(kStatement, value);
}

TEST(Bound, WritesEachKindOfParameterAsTheDatabaseTakesIt) {
  const auto written = [](const auto& value) {
    const BoundStatement bound = bind_one(value);
    EXPECT_EQ(bound.fault, "");
    return bound.parameters;
  };
  EXPECT_EQ(written(std::string_view("a\"b")), R"(["a\"b"])");
  EXPECT_EQ(written(std::string("line\nend")), R"(["line\nend"])");
  EXPECT_EQ(written(Text<1, 9>{"é"}), R"(["é"])");
  EXPECT_EQ(written(std::int64_t{-7}), "[-7]");
  EXPECT_EQ(written(std::int32_t{7}), "[7]");
  EXPECT_EQ(written(Integer<1, 100>{20}), "[20]");
  EXPECT_EQ(written(2.5), "[2.5]");
  EXPECT_EQ(written(Number<0.0, 1.0>{0.25}), "[0.25]");
  EXPECT_EQ(written(true), "[1]");
  EXPECT_EQ(written(false), "[0]");
  EXPECT_EQ(written(Timestamp{1'790'000'000'123}), "[1790000000123]");
  EXPECT_EQ(written(Role::member), R"(["member"])");
  EXPECT_EQ(written(RawJson{R"({"a":1})"}), R"(["{\"a\":1}"])");
  EXPECT_EQ(written(std::optional<std::int64_t>()), "[null]");
  EXPECT_EQ(written(std::optional<std::int64_t>(3)), "[3]");
  EXPECT_EQ(written(std::optional<std::string_view>()), "[null]");
  EXPECT_EQ(written(std::optional<std::string_view>("x")), R"(["x"])");
}

TEST(Bound, WritesListsAndStructsAsJsonText) {
  EXPECT_EQ(bind_one(std::vector<std::string>{"a", "b"}).parameters, R"(["[\"a\",\"b\"]"])");
  EXPECT_EQ(bind_one(List<std::int64_t, 0, 3>{{1, 2}}).parameters, R"(["[1,2]"])");
  EXPECT_EQ(bind_one(std::vector<std::optional<Timestamp>>{Timestamp{5}, {}}).parameters,
            R"(["[5,null]"])");
  EXPECT_EQ(bind_one(Map<bool>{{{"a", true}}}).parameters, R"(["{\"a\":1}"])");
  EXPECT_EQ(bind_one(std::optional<std::vector<std::string>>()).parameters, "[null]");
  const std::vector<Event> events{{.id = "e1",
                                   .occurred_at = {1'790'000'000'000},
                                   .is_paid = true,
                                   .value = std::nullopt,
                                   .properties = {R"({"a":[]})"},
                                   .roles = {Role::owner}}};
  EXPECT_EQ(bind_one(events).parameters,
            R"(["[{\"id\":\"e1\",\"occurredAt\":1790000000000,\"isPaid\":1,\"value\":null,)"
            R"(\"properties\":\"{\\\"a\\\":[]}\",\"roles\":[\"owner\"]}]"])");
}

TEST(Bound, ConvertsArgumentsToTheStatementsTypes) {
  constexpr Statement<None, std::string_view, std::int64_t, std::optional<std::string_view>> kSet{
      "set", "UPDATE t SET a = ?1, b = ?2 WHERE c = ?3"};
  const std::string text = "t";
  const Text<0, 9> bounded{"b"};
  EXPECT_EQ(sql::bind(kSet, text, 1, std::optional<std::string>("x")).parameters, R"(["t",1,"x"])");
  EXPECT_EQ(sql::bind(kSet, bounded, Integer<1, 9>{2}, std::nullopt).parameters, R"(["b",2,null])");
  EXPECT_EQ(sql::bind(kSet, "literal", 3, "y").parameters, R"(["literal",3,"y"])");
}

TEST(Bound, RemembersWhatItsRowsAre) {
  constexpr Statement<Row> kRows{"rows", "SELECT id FROM t"};
  constexpr Statement<None> kNone{"none", "DELETE FROM t"};
  EXPECT_EQ(sql::bind(kRows).row, &kTypeOf<Row>);
  EXPECT_EQ(sql::bind(kNone).row, nullptr);
  EXPECT_EQ(sql::bind(kRows).parameters, "[]");
  EXPECT_EQ(sql::bind(kRows).name, "rows");
  EXPECT_EQ(sql::bind(kRows).text.data(), kRows.text.data());
}

TEST(Bound, IsFaultyWhenAValueWouldNotCrossUnharmed) {
  const auto fault = [](const auto& value) {
    const BoundStatement bound = bind_one(value);
    const auto outcome = check(bound);
    EXPECT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, ErrorCode::internal);
    EXPECT_EQ(outcome.error().message.find("2^53"), std::string::npos);
    return outcome.error().cause;
  };
  const std::string beyond = "one: parameter ?1 is a whole number beyond 2^53";
  EXPECT_EQ(fault(kExact + 1), beyond);
  EXPECT_EQ(fault(-kExact - 1), beyond);
  EXPECT_EQ(fault(std::numeric_limits<std::int64_t>::min()), beyond);
  EXPECT_EQ(fault(Timestamp{kExact + 1}), beyond);
  EXPECT_EQ(fault(std::vector<std::int64_t>{1, kExact + 1}), beyond);
  const std::string infinite = "one: parameter ?1 is not a finite number";
  EXPECT_EQ(fault(std::numeric_limits<double>::infinity()), infinite);
  EXPECT_EQ(fault(std::numeric_limits<double>::quiet_NaN()), infinite);
  EXPECT_EQ(fault(static_cast<Role>(7)), "one: parameter ?1 is an enumerator without a name");
  const std::string bytes = "one: a parameter holds bytes that are not UTF-8";
  EXPECT_EQ(fault(std::string("\xff")), bytes);
  EXPECT_EQ(fault(std::vector<std::string>{"\xc3"}), bytes);
  EXPECT_TRUE(check(bind_one(kExact)).has_value());
  EXPECT_TRUE(check(bind_one(-kExact)).has_value());
}

TEST(Bound, NamesTheFirstFaultyParameter) {
  constexpr Statement<None, double, std::int64_t, std::int64_t> kStatement{
      "users.touch", "UPDATE t SET a = ?1, b = ?2, c = ?3"};
  EXPECT_EQ(sql::bind(kStatement, 1.5, kExact + 1, kExact + 2).fault,
            "users.touch: parameter ?2 is a whole number beyond 2^53");
}

TEST(Bound, GivesJsonEachTheRowsOfAVector) {
  constexpr Statement<Found, std::vector<Event>> kStatement{"events.read", R"sql(
    SELECT e.value ->> 'id' AS id, e.value ->> 'occurredAt' AS at, e.value ->> 'isPaid' AS is_paid,
           e.value ->> 'value' AS value, e.value ->> 'properties' AS properties
      FROM json_each(?1) AS e
  )sql"};
  Sqlite sqlite;
  const auto rows = rows_of(sqlite, sql::bind(kStatement, {{.id = "e1",
                                                            .occurred_at = {1'790'000'000'000},
                                                            .is_paid = true,
                                                            .value = 0.5,
                                                            .properties = {R"("just \"text\"")"},
                                                            .roles = {}},
                                                           Event{}}));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].id, "e1");
  EXPECT_EQ(rows[0].at.ms, 1'790'000'000'000);
  EXPECT_TRUE(rows[0].is_paid);
  EXPECT_EQ(rows[0].value, 0.5);
  EXPECT_EQ(rows[0].properties.text, R"("just \"text\"")");
  EXPECT_EQ(rows[1].value, std::nullopt);
  EXPECT_EQ(rows[1].properties.text, "null");
}

TEST(Bound, LeavesARawObjectTheObjectThatItIsAndJsonEachGivesItBackToTheLetter) {
  constexpr Statement<Facts, std::vector<Facts>> kStatement{
      "facts.read", "SELECT e.value ->> 'facts' AS facts FROM json_each(?1) AS e"};
  Facts small;
  small.facts.text = R"({"a":"\""})";
  EXPECT_EQ(bind_one(std::vector{small}).parameters, R"(["[{\"facts\":{\"a\":\"\\\"\"}}]"])");

  Sqlite sqlite;
  for (const char* text :
       {"{}", R"({"":{"":[[],{}]}})", R"({"a":1.50,"b":-0.0,"c":1e-7,"d":1E400})",
        R"({"a":9223372036854775807,"b":18446744073709551616})",
        R"({"a":"\u001f\n\\\"/","ä\"'":"Ω — 🛒","null":null})", R"({"a":1,"a":2})"}) {
    Facts facts;
    facts.facts.text = text;
    const auto rows = rows_of(sqlite, sql::bind(kStatement, {facts}));
    ASSERT_EQ(rows.size(), 1u) << text;
    EXPECT_EQ(rows[0].facts.text, text);
  }
}

}  // namespace
}  // namespace crow::sql
