// A worker for tests of jobs and of Idempotency-Key in workerd. It is never deployed.
#include "shared/contracts/common.h"
#include "shared/core/text.h"
#include "shared/service/idempotency.h"
#include "shared/service/jobs.h"
#include "shared/service/service.h"

namespace crow {
namespace {

// ----------------------------------------------------------------------------------- its jobs

constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kMark{"workshop.mark", R"sql(
  INSERT INTO mark (job, step, times) VALUES (?1, ?2, 1)
      ON CONFLICT (job, step) DO UPDATE SET times = times + 1
)sql"};

// Marks one step after the other, each after a pause.
struct Walk {
  static constexpr JobKind job{.name = "walk", .lease_ms = kSecond};
  struct Payload {
    std::int64_t step = 0, steps = 0, pause = 0;
    static constexpr auto fields = describe(field<&Payload::step>("step", "The next."),
                                            field<&Payload::steps>("steps", "How many."),
                                            field<&Payload::pause>("pause", "Before each."));
  };
};
Task<JobOutcome> walk(JobContext& job, Walk::Payload payload) {
  if (payload.pause > 0) co_await job.host.sleep(payload.pause);
  Writes writes{sql::bind(kMark, job.job.id, payload.step)};
  if (++payload.step >= payload.steps) co_return completed(std::move(writes));
  co_return continue_with(payload, std::move(writes))
      .with({.percent = payload.step * 100 / payload.steps, .counts = {{{"steps", payload.step}}}});
}

struct Break {
  static constexpr JobKind job{.name = "break", .lease_ms = 300, .attempts_max = 3};
  using Payload = Nothing;
};
Task<JobOutcome> break_down(JobContext& job, Nothing) {
  co_await job.host.sleep(1);
  __builtin_trap();
}

constexpr std::array kHandlers = {handle<Walk, walk>(), handle<Break, break_down>()};
constexpr JobTable kJobs{.handlers = kHandlers};

// ------------------------------------------------------------------------------ its operations

struct JobId {
  Text<1, 64> id;
  static constexpr auto fields = describe(field<&JobId::id>("id", "Which."));
};

struct StartWalk {
  static constexpr Operation operation{.name = "start_walk",
                                       .method = Method::post,
                                       .path = "/workshop/walks",
                                       .summary = "Begins a walk.",
                                       .success = 202};
  struct Input {
    Integer<1, 1'000> steps{1};
    Integer<0, 10'000> pause{0};
    static constexpr auto fields =
        describe(field<&Input::steps>("steps", "How many.").defaulted(),
                 field<&Input::pause>("pause", "Milliseconds before each.").defaulted());
  };
  using Output = JobStatus;
};
Task<JobStatus> start_walk(Context& context, StartWalk::Input input) {
  const std::string id = new_job_id(context.host, "walk");
  auto [made, found] = co_await context.database.batch(
      enqueue<Walk>(context, {0, input.steps, input.pause}, {.id = id}),
      jobs::find(id, context.caller.organization_id));
  co_return std::move(found.rows.at(0));
}

struct StartBreak {
  static constexpr Operation operation{.name = "start_break",
                                       .method = Method::post,
                                       .path = "/workshop/breaks",
                                       .summary = "Begins a job that traps.",
                                       .success = 202,
                                       .may_lack_body = true};
  using Input = Nothing;
  using Output = JobStatus;
};
Task<JobStatus> start_break(Context& context, Nothing) {
  const std::string id = new_job_id(context.host, "break");
  auto [made, found] = co_await context.database.batch(
      enqueue<Break>(context, {}, {.id = id}), jobs::find(id, context.caller.organization_id));
  co_return std::move(found.rows.at(0));
}

struct GetJob {
  static constexpr Operation operation{
      .name = "get_job", .path = "/workshop/jobs/{id}", .summary = "How far a job is."};
  using Input = JobId;
  using Output = JobStatus;
};
Task<JobStatus> get(Context& context, JobId input) {
  co_return co_await get_job(context.database, input.id, context.caller.organization_id);
}

struct CancelJob {
  static constexpr Operation operation{.name = "cancel_job",
                                       .method = Method::post,
                                       .path = "/workshop/jobs/{id}/cancel",
                                       .summary = "Ends a job.",
                                       .may_lack_body = true};
  using Input = JobId;
  using Output = JobStatus;
};
Task<JobStatus> cancel(Context& context, JobId input) {
  co_return co_await cancel_job(context, input.id, context.caller.organization_id);
}

constexpr Endpoint kEndpoints[] = {serve<StartWalk, start_walk>(), serve<StartBreak, start_break>(),
                                   serve<GetJob, get>(), serve<CancelJob, cancel>()};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "workshop", .endpoints = kEndpoints, .jobs = &kJobs, .idempotency = &kIdempotency};
  return kService;
}

}  // namespace crow
