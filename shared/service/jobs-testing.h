// For the tests of jobs: a shop that has some, and a table in which each leaves its mark.
#pragma once

#include <algorithm>
#include <functional>

#include "shared/core/text.h"
#include "shared/service/jobs.h"
#include "shared/service/test-service.h"
#include "shared/sql/testing.h"

namespace crow::shop {

constexpr std::int64_t kSteps = 4;

// Marks "step0" to "step3", one a step.
struct Walk {
  static constexpr JobKind job{.name = "walk", .attempts_max = 3};
  struct Payload {
    std::int64_t step = 0;
    static constexpr auto fields = describe(field<&Payload::step>("step", "Which."));
  };
};

// Does what the test says.
struct Act {
  static constexpr JobKind job{.name = "act", .lease_ms = 5 * kMinute, .attempts_max = 3};
  struct Payload {
    std::string what;
    static constexpr auto fields = describe(field<&Payload::what>("what", "Which."));
  };
};

extern Task<JobOutcome> (*act)(JobContext& job, std::string what);
// The table of the shop's jobs; tests change its times.
extern JobTable jobs_table;

// A mark: how often something was done.
sql::BoundStatement mark(std::string_view name);

struct Mark {
  std::string name;
  std::int64_t times = 0;
  static constexpr auto fields =
      describe(field<&Mark::name>("name", ""), field<&Mark::times>("times", ""));
};

struct Workshop : Shop {
  Workshop() {
    migrate("shared/sql");
    sql::run_script(database(), {"CREATE TABLE mark (name TEXT PRIMARY KEY, times INTEGER)"});
    database().allow_scan("test.marks");
    current.jobs = &jobs_table;
    jobs_table.budget_ms = 20 * kSecond;
    jobs_table.run = &run_due_jobs;
    act = nullptr;
  }
  ~Workshop() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  // Jobs as requests ask for them, of the organization "north".
  void walk(std::string id, std::int64_t delay_ms = 0) {
    ask([=](Context& context) {
      return enqueue<Walk>(context, {0},
                           {.id = id, .organization_id = "north", .delay_ms = delay_ms});
    });
  }
  void do_act(std::string id, std::string what = "x") {
    ask([=](Context& context) {
      return enqueue<Act>(context, {what}, {.id = id, .organization_id = "north"});
    });
  }
  // A message arrives, and all that is due is done.
  void work() {
    wake();
    run();
  }
  void pass(std::int64_t milliseconds) { now_ms += milliseconds; }

  JobStatus status(std::string_view id, std::string_view organization = "north") {
    auto rows = sql::rows_of(database(), jobs::find(id, organization));
    EXPECT_EQ(rows.size(), 1u) << id;
    return rows.empty() ? JobStatus{} : rows.front();
  }
  // "step0=1 step1=1", in the order of names.
  std::string marks() {
    static constexpr sql::Statement<Mark> kMarks{"test.marks",
                                                 "SELECT name, times FROM mark ORDER BY name"};
    std::string out;
    for (const Mark& one : sql::rows_of(database(), sql::bind(kMarks)))
      out += concat(out.empty() ? "" : " ", one.name, "=", one.times);
    return out;
  }
  // How many lines of the log hold this text.
  std::ptrdiff_t logged(std::string_view text) {
    return std::ranges::count_if(log, [&](const std::string& line) { return line.contains(text); });
  }

 private:
  using Ask = std::function<sql::Bound<sql::None>(Context& context)>;
  void ask(Ask ask_for) {
    static Ask asked;
    asked = std::move(ask_for);
    const auto reply = playing([](Context& context) -> Task<Response> {
      co_await context.database.batch(asked(context));
      co_return Response{.status = 202};
    });
    EXPECT_EQ(reply.status, 202) << reply.body;
  }
};

inline constexpr std::string_view kWalked = "step0=1 step1=1 step2=1 step3=1";

}  // namespace crow::shop
