#include "shared/service/jobs-testing.h"

namespace crow::shop {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kMark{"test.mark", R"sql(
  INSERT INTO mark (name, times) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET times = times + 1
)sql"};

Task<JobOutcome> do_walk(JobContext& job, Walk::Payload payload) {
  co_await job.host.sleep(1);
  Writes writes{mark(concat("step", payload.step))};
  if (payload.step + 1 == kSteps) co_return completed(std::move(writes));
  co_return continue_with(Walk::Payload{payload.step + 1}, std::move(writes))
      .with({.percent = (payload.step + 1) * 100 / kSteps});
}

Task<JobOutcome> do_what_is_said(JobContext& job, Act::Payload payload) {
  return act(job, std::move(payload.what));
}

constexpr std::array kHandlers = {handle<Walk, do_walk>(), handle<Act, do_what_is_said>()};

}  // namespace

sql::BoundStatement mark(std::string_view name) { return sql::bind(kMark, name); }

Task<JobOutcome> (*act)(JobContext& job, std::string what) = nullptr;
JobTable jobs_table{.handlers = kHandlers};

}  // namespace crow::shop
