// For tests: bound statements on the native database, without a host between.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/host/fake/sqlite.h"
#include "shared/sql/bound.h"
#include "shared/sql/rows.h"

namespace crow::sql {

// One batch; an Answer per statement.
template <typename... Row>
Result<std::tuple<Answer<Row>...>> execute(Sqlite& sqlite, const Bound<Row>&... bound) {
  Result<> outcome;
  ((outcome = outcome ? check(bound) : outcome), ...);
  if (!outcome) return std::unexpected(outcome.error());

  const std::array calls{Sqlite::Call{bound.text, bound.parameters, bound.name}...};
  std::string json = TRY(sqlite.batch(calls));
  std::tuple<Answer<Row>...> answers;
  const auto sinks =
      std::apply([&](auto&... answer) { return std::array{sink(bound, answer)...}; }, answers);
  TRY(read_answer(std::move(json), sinks));
  return answers;
}

// The rows of one statement, which must succeed.
template <typename Row>
std::vector<Row> rows_of(Sqlite& sqlite, const Bound<Row>& bound) {
  auto answers = execute(sqlite, bound);
  if (!answers) {
    ADD_FAILURE() << answers.error().message << " " << answers.error().cause;
    return {};
  }
  return std::move(std::get<0>(*answers).rows);
}

// The text of a file of the project, in whose root tests run.
inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Text of the test's own, as the tables it needs.
inline void run_script(Sqlite& sqlite, std::initializer_list<std::string_view> statements) {
  for (std::string_view text : statements) {
    const auto outcome = sqlite.batch(std::array{Sqlite::Call{text, "[]"}});
    ASSERT_TRUE(outcome.has_value()) << text << ": " << outcome.error().cause;
  }
}

}  // namespace crow::sql
