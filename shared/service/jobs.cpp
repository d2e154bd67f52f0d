#include "shared/service/jobs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/core/id.h"
#include "shared/core/text.h"
#include "shared/service/service.h"

namespace crow {
namespace {

// On one machine the runtime looks at connections and timers only when nothing is left to do. So
// after so long, everybody who works through jobs rests until then.
constexpr std::int64_t kRestEveryMs = 10;
constexpr std::int64_t kLookAgainMs = kSecond;
constexpr std::int64_t kFailedKeptMs = 30 * kDay;
constexpr std::int64_t kForgottenAtOnce = 5'000;
constexpr std::string_view kDied = "The worker died in the middle of it.";
constexpr std::string_view kWord = "0123456789abcdefghjkmnpqrstvwxyz";

// Longer waits are left to cron, which comes every minute. Rather late than early: a runner that
// comes too soon finds nothing.
void wake_in(Context& context, std::int64_t delay_ms) {
  if (delay_ms >= kMinute) return;
  context.wake_seconds |= std::uint64_t{1} << ((delay_ms + kSecond - 1) / kSecond);
}

const JobHandler* find_handler(const JobTable& table, std::string_view kind) {
  for (const JobHandler& handler : table.handlers)
    if (handler.kind->name == kind) return &handler;
  return nullptr;
}

// How long to wait after the attempt number `attempts`, from 1.
std::int64_t delay_after(std::int64_t attempts, const JobKind& kind) {
  std::int64_t delay = kind.first_delay_ms;
  for (std::int64_t i = 1; i < attempts && delay < kind.delay_max_ms; ++i) delay *= 2;
  delay = std::min(delay, kind.delay_max_ms);
  const auto share = static_cast<std::uint8_t>(random_bytes(1)[0]);
  return delay - delay * share / 510;
}

void write_log(const jobs::Job& job, std::string_view outcome, std::int64_t started_ms,
               std::int64_t now_ms, const Error* error) {
  json::Writer line;
  line.begin_object().member("level", error ? "error" : "info");
  line.member("service", service().name).member("job", job.id).member("kind", job.kind);
  line.member("attempt", job.attempts).member("outcome", outcome);
  line.member("us", (now_ms - started_ms) * 1000);
  if (!job.organization_id.empty()) line.member("organization", job.organization_id);
  if (error) line.member("error", error->message).member("cause", error->cause);
  line.end_object();
  log_line(line.str());
}

// One invocation's work: leases a job, does a step of it, and gives it back, along with the lease
// of the next one, in one round trip.
class Runner {
 public:
  explicit Runner(Context& context)
      : context_(context),
        table_(*service().jobs),
        deadline_{context.now().ms + table_.budget_ms},
        rested_ms_(context.now().ms) {
    json::Writer leases;
    leases.begin_object();
    for (const JobHandler& handler : table_.handlers)
      leases.member(handler.kind->name, handler.kind->lease_ms);
    leases_ = leases.end_object().take();
  }

  // Step after step; beside them, as soon as there is one, the other lines, which look again while
  // a step is under way. Most workers have none, and no code for them.
  template <bool may_have_others>
  Task<> run(int lines = 1) {
    auto job = co_await exchange({});
    std::optional<Task<>> others;
    if (may_have_others && lines > 1 && !job.empty()) others = run<may_have_others>(lines - 1);
    for (;;) {
      ++under_way_;
      while (!job.empty()) {
        co_await rest();
        job = co_await step(job.front());
      }
      --under_way_;
      if (!may_have_others || under_way_ == 0 || context_.now() >= deadline_) break;
      co_await context_.host.sleep(kLookAgainMs);
      job = co_await exchange({});
    }
    if (may_have_others && others) co_await std::move(*others);
    if (context_.now() >= deadline_)
      wake_in(context_, 0);  // There may be more.
    else
      context_.wake_seconds &= ~std::uint64_t{1};  // What was asked for on the way is done.
  }

 private:
  using Jobs = std::vector<jobs::Job>;  // None or one.

  // Lets requests come in that have waited while step followed step.
  Task<> rest() {
    if (context_.now().ms - rested_ms_ < kRestEveryMs) co_return;
    co_await context_.host.sleep(1);
    rested_ms_ = context_.now().ms;
  }

  // Writes, and leases the next job while there is time.
  Task<Jobs> exchange(Writes writes) {
    if (context_.now() < deadline_)
      co_return co_await context_.database.run_all(
          std::move(writes),
          jobs::lease(context_.now(), random_text(20, kWord), leases_, table_.others_ms));
    co_await context_.database.run_all(std::move(writes));
    co_return Jobs{};
  }

  // Does a step of a job; the next job.
  Task<Jobs> step(const jobs::Job& job) {
    const std::int64_t started_ms = context_.now().ms;
    auto outcome = co_await attempt(job).as_result();
    if (outcome) {
      auto next = co_await exchange(writes_of(job, *outcome)).as_result();
      if (next) {
        constexpr std::array<std::string_view, 3> kOutcomes{"completed", "continues", "failed"};
        const Error failure{ErrorCode::internal, outcome->error};
        const bool is_failed = outcome->kind == JobOutcome::Kind::failed;
        write_log(job, kOutcomes[static_cast<std::size_t>(outcome->kind)], started_ms,
                  context_.now().ms, is_failed ? &failure : nullptr);
        co_return std::move(*next);
      }
      // A rule of the schema refused what the step writes; or the database is away, and the next
      // exchange fails as well.
      outcome = std::unexpected(std::move(next.error()));
    }
    if (jobs::is_lost(outcome.error())) {
      write_log(job, "lost", started_ms, context_.now().ms, nullptr);
      co_return co_await exchange({});
    }
    const bool is_last = job.attempts >= kind_of(job).attempts_max;
    write_log(job, is_last ? "failed" : "retry", started_ms, context_.now().ms, &outcome.error());
    co_return co_await exchange({is_last ? bury(job, outcome.error())
                                         : sql::BoundStatement(postpone(job, outcome.error()))});
  }

  Task<JobOutcome> attempt(const jobs::Job& job) {
    const JobKind& kind = kind_of(job);
    if (job.attempts > kind.attempts_max)
      co_return fail(ErrorCode::internal, "The work failed.", std::string(kDied));
    const JobHandler* handler = find_handler(table_, job.kind);
    if (!handler)
      co_return fail(ErrorCode::internal, "The work failed.",
                     concat("Nothing does jobs of the kind ", job.kind));
    JobContext its{.context = context_,
                   .job = job,
                   .kind = kind,
                   .deadline = deadline_,
                   .services = Services(context_.host, {{"x-request-id", job.id}})};
    co_return co_await handler->run(its);
  }

  Writes writes_of(const jobs::Job& job, JobOutcome& outcome) {
    const Timestamp now = context_.now();
    Writes all{jobs::fence(job)};
    for (auto& write : outcome.writes) all.push_back(std::move(write));
    switch (outcome.kind) {
      case JobOutcome::Kind::completed:
        all.push_back(jobs::end(
            job, {.outcome = JobState::completed, .now = now, .keep_ms = kind_of(job).keep_ms},
            outcome.progress));
        break;
      case JobOutcome::Kind::continues:
        if (outcome.delay_ms > 0) wake_in(context_, outcome.delay_ms);
        all.push_back(
            jobs::advance(job, outcome.payload, {now.ms + outcome.delay_ms}, outcome.progress));
        break;
      case JobOutcome::Kind::failed:
        all.push_back(jobs::end(job,
                                {.outcome = JobState::failed,
                                 .now = now,
                                 .keep_ms = kFailedKeptMs,
                                 .message = outcome.error},
                                outcome.progress));
        break;
    }
    return all;
  }

  sql::BoundStatement bury(const jobs::Job& job, const Error& error) {
    return jobs::end(job,
                     {.outcome = JobState::failed,
                      .now = context_.now(),
                      .keep_ms = kFailedKeptMs,
                      .message = error.message,
                      .cause = error.cause},
                     {});
  }

  sql::BoundStatement postpone(const jobs::Job& job, const Error& error) {
    const std::int64_t delay = delay_after(job.attempts, kind_of(job));
    wake_in(context_, delay);
    return jobs::retry(job, error.message, error.cause, {context_.now().ms + delay});
  }

  const JobKind& kind_of(const jobs::Job& job) const {
    static constexpr JobKind kUnknown{.name = "unknown"};
    const JobHandler* handler = find_handler(table_, job.kind);
    return handler ? *handler->kind : kUnknown;
  }

  Context& context_;
  const JobTable& table_;
  Timestamp deadline_;
  std::int64_t rested_ms_;
  int under_way_ = 0;  // Lines that have a job.
  std::string leases_;
};

}  // namespace

Task<> JobContext::report(JobProgress progress) const {
  co_await database.run_all(
      {jobs::fence(job), jobs::renew(job, {now().ms + kind.lease_ms}, progress)});
}

JobOutcome completed(Writes writes) { return {.writes = std::move(writes)}; }

JobOutcome continue_with(RawJson payload, Writes writes, std::int64_t delay_ms) {
  return {.kind = JobOutcome::Kind::continues,
          .writes = std::move(writes),
          .payload = std::move(payload),
          .delay_ms = std::max<std::int64_t>(delay_ms, 0)};
}

JobOutcome give_up(std::string message, Writes writes) {
  return {
      .kind = JobOutcome::Kind::failed, .writes = std::move(writes), .error = std::move(message)};
}

std::string new_job_id(Host host, std::string_view prefix) {
  return make_id(prefix, host.now(), random_bytes(10));
}

namespace detail {

sql::Bound<sql::None> enqueue(Context& context, std::string_view organization_id,
                              std::string_view kind, RawJson payload,
                              const NewJobOptions& options) {
  const Timestamp now = context.now();
  wake_in(context, options.delay_ms);
  const std::string id = options.id.empty() ? new_job_id(context.host) : std::string(options.id);
  return jobs::enqueue(
      {.id = id,
       .kind = kind,
       .organization_id =
           options.organization_id.empty() ? organization_id : options.organization_id,
       .payload = std::move(payload),
       .run_at = {now.ms + options.delay_ms}},
      now);
}

}  // namespace detail

Task<JobStatus> get_job(const Database& database, std::string_view id,
                        std::string_view organization_id) {
  auto [found] = co_await database.batch(jobs::find(id, organization_id));
  co_await require(!found.rows.empty(), ErrorCode::not_found, "There is no such job.");
  co_return std::move(found.rows.front());
}

Task<JobStatus> cancel_job(Context& context, std::string_view id,
                           std::string_view organization_id) {
  auto [cancelled, found] = co_await context.database.batch(
      jobs::cancel(id, organization_id, context.now(), kFailedKeptMs),
      jobs::find(id, organization_id));
  co_await require(!found.rows.empty(), ErrorCode::not_found, "There is no such job.");
  co_return std::move(found.rows.front());
}

Task<> run_due_jobs(Context& context) {
  Runner runner(context);
  co_await runner.run<false>();
}

Task<> run_due_jobs_side_by_side(Context& context) {
  constexpr int kLines = 3;
  Runner runner(context);
  co_await runner.run<true>(kLines);
}

Task<> sweep_jobs(Context& context) {
  co_await context.database.run_all({jobs::forget(context.now(), kForgottenAtOnce)});
  co_await service().jobs->run(context);
}

Task<> wake_jobs(Context& context) {
  const std::string_view queue = service().jobs->queue;
  std::uint64_t seconds = std::exchange(context.wake_seconds, 0);
  for (std::int64_t delay_s = 0; seconds != 0 && !queue.empty(); ++delay_s, seconds >>= 1)
    if (seconds & 1) co_await Queue(context.host, queue).send("wake", delay_s);
}

Task<> check_jobs(Context& context) { co_await context.database.batch(jobs::find({}, {})); }

}  // namespace crow
