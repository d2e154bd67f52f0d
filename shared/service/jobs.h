// Jobs: work that outlives a request, in small steps, with nothing done twice and nothing lost.
//
// A kind of job is declared, done by one function, and listed in the service's table:
//
//   struct IndexProducts {
//     static constexpr JobKind job{.name = "index_products", .attempts_max = 5};
//     struct Payload {
//       std::string after;                        // Where the last step stopped.
//       static constexpr auto fields = describe(field<&Payload::after>("after", "…"));
//     };
//   };
//
//   Task<JobOutcome> index_products(JobContext& job, IndexProducts::Payload payload) {
//     auto rows = co_await job.database.all(kNextProducts, job.job.organization_id, payload.after);
//     if (rows.empty()) co_return completed();
//     co_return continue_with(IndexProducts::Payload{rows.back().id},
//                             {sql::bind(kIndexProducts, rows)});
//   }
//
//   constexpr std::array kHandlers = {handle<IndexProducts, index_products>()};
//   constexpr JobTable kJobs{.handlers = kHandlers};
//   constexpr Service kService{.name = "products", .endpoints = kEndpoints, .jobs = &kJobs};
//
// It is asked for in the batch of the change that calls for it, so neither exists without the
// other:
//
//   const std::string id = new_job_id(context.host);
//   co_await context.database.batch(sql::bind(kInsertProduct, …),
//                                   enqueue<IndexProducts>(context, {.after = ""}, {.id = id}));
//   co_return Output{.id = id, .status = JobState::queued};       // 202; later get_job() says more
//
// A step's writes and its hand-over are one transaction, behind a fence: a process may die
// anywhere, and the step is then done again, whole; a holder whose lease has passed on, or whose
// job was cancelled, writes nothing. What a step does elsewhere (a mail, a call) it may do twice,
// so it carries a key of its own: the job's id and what it is at. A step should take seconds. One
// that may take longer than its lease says report() now and then.
//
// What fails is tried again, later each time (10 s, 20 s, … an hour, each shortened at random by up
// to half, so that what failed together does not return together); after the last attempt the job
// is `failed`, with the error, for 30 days. A trap or a killed process counts as an attempt. A
// runner holds one job at a time, so a job that kills its holder costs those that wait nothing.
//
// Who wakes the runner: a message in the queue `JOBS`, sent after the answer of the request that
// enqueued (or at the time of a retry or a delay below a minute), and the worker's cron, which is
// the guarantee: queues forget, the table does not. So a worker with jobs has
//
//   - the table: the text of shared/sql/jobs.sql in a migration of its database;
//   - crow_worker(… BINDINGS d1 queue …);
//   - in wrangler/<service>.jsonc, at the top, "triggers": { "crons": ["* * * * *"] }, and in each
//     environment (with -dev at the end of the name in dev; `npx wrangler queues create` makes it)
//       "queues": {
//         "producers": [{ "binding": "JOBS", "queue": "crow-products-jobs" }],
//         "consumers": [{ "queue": "crow-products-jobs", "max_batch_size": 100,
//                         "max_batch_timeout": 0, "max_retries": 3 }],
//       },
//     A trap costs the message that woke the runner, so messages are retried.
//
// /ready asks whether the table is there. At the worker's cron Service::scheduled runs too, if
// there is one; context.request.path is the cron's expression.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/host/queue.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/context.h"
#include "shared/sql/jobs.h"

namespace crow {

// A kind of job and how patient we are with it.
struct JobKind {
  std::string_view name;                       // snake_case and stable: the table keeps it.
  std::int64_t lease_ms = kMinute;             // More than a step takes between two reports.
  std::int64_t attempts_max = 10;              // Of one step. After them the job has failed.
  std::int64_t first_delay_ms = 10 * kSecond;  // Before the second attempt; doubles each time,
  std::int64_t delay_max_ms = kHour;           // up to this.
  std::int64_t keep_ms = kDay;                 // How long a completed one can be looked at.
};

template <typename J>
concept IsJob = requires {
  { J::job.name } -> std::convertible_to<std::string_view>;
  J::Payload::fields;
};

// What a step gets. `services` says the job's id where a request says its own.
struct JobContext {
  Context& context;
  const jobs::Job& job;
  const JobKind& kind;
  Timestamp deadline;  // After it nothing new is begun here: a long step hands on.
  Host host = context.host;
  const Database& database = context.database;
  Services services;

  Timestamp now() const { return host.now(); }
  bool has_time() const { return now() < deadline; }

  // Says how far the job is, and extends the lease. One round trip.
  //
  // Errors: conflict, when the job was cancelled or another one holds it: there is nothing left to
  // do, and the step ends with this error.
  Task<> report(JobProgress progress = {}) const;
};

// What a step writes at its end.
using Writes = std::vector<sql::BoundStatement>;

// How a step ends. Made by the functions below; `progress` may be added to each of them.
struct JobOutcome {
  enum class Kind : std::uint8_t { completed, continues, failed };
  Kind kind = Kind::completed;
  Writes writes = {};
  RawJson payload = {};
  std::int64_t delay_ms = 0;
  std::string error = {};
  JobProgress progress = {};

  JobOutcome&& with(JobProgress its_progress) && {
    progress = std::move(its_progress);
    return std::move(*this);
  }
};

// The job is done.
JobOutcome completed(Writes writes = {});

// The job goes on with another payload, when others that wait had their turn, or after delay_ms.
JobOutcome continue_with(RawJson payload, Writes writes = {}, std::int64_t delay_ms = 0);
template <Described Payload>
JobOutcome continue_with(const Payload& payload, Writes writes = {}, std::int64_t delay_ms = 0) {
  return continue_with(RawJson{json::write(payload)}, std::move(writes), delay_ms);
}

// No further attempt would mend it: the job has failed now. `message` is for the client.
JobOutcome give_up(std::string message, Writes writes = {});

struct NewJobOptions {
  std::string_view id = {};               // A new one, when empty. An id names work: see jobs.h.
  std::string_view organization_id = {};  // The caller's, or that of the job which enqueues.
  std::int64_t delay_ms = 0;
};

// "job_01JD8Z6M3Q9V7T0N5R2K4W1XYB".
std::string new_job_id(Host host, std::string_view prefix = "job");

namespace detail {
sql::Bound<sql::None> enqueue(Context& context, std::string_view organization_id,
                              std::string_view kind, RawJson payload, const NewJobOptions& options);
}  // namespace detail

// Asks for a job, in the batch of the change that calls for it, and wakes a runner when the request
// has been answered. The id names the work: written again while it waits, it is there once; while
// it runs, it runs once more from the start; after its end, anew. So an id made of what is to be
// brought up to date ("index_north") keeps many changes from becoming many jobs, and misses none.
template <IsJob J>
sql::Bound<sql::None> enqueue(Context& context, const typename J::Payload& payload,
                              const NewJobOptions& options = {}) {
  return detail::enqueue(context, context.caller.organization_id, J::job.name,
                         RawJson{json::write(payload)}, options);
}
template <IsJob J>
sql::Bound<sql::None> enqueue(JobContext& job, const typename J::Payload& payload,
                              const NewJobOptions& options = {}) {
  return detail::enqueue(job.context, job.job.organization_id, J::job.name,
                         RawJson{json::write(payload)}, options);
}

// How far a job is. To read it along with other rows: jobs::find().
//
// Errors: not_found, also for another organization's.
Task<JobStatus> get_job(const Database& database, std::string_view id,
                        std::string_view organization_id);

// Ends a job, whether it waits or runs, and says how it stands: one that has ended before stays as
// it is.
//
// Errors: not_found, also for another organization's.
Task<JobStatus> cancel_job(Context& context, std::string_view id, std::string_view organization_id);

// A kind and the function that does it, types erased.
struct JobHandler {
  const JobKind* kind;
  Task<JobOutcome> (*run)(JobContext& job);
};

namespace detail {

template <typename J, auto function>
Task<JobOutcome> run_job(JobContext& job) {
  // Versions of a worker run side by side for a while: what one does not know it passes over.
  auto payload = co_await json::read<typename J::Payload>(std::string(job.job.payload.text),
                                                          {.unknown = json::Unknown::ignored});
  co_return co_await function(job, std::move(payload));
}

}  // namespace detail

// Binds a kind to its function: Task<JobOutcome> function(JobContext&, J::Payload).
template <IsJob J, auto function>
consteval JobHandler handle() {
  return {&J::job, &detail::run_job<J, function>};
}

// Does what is due, the longest due first, one job after the other, until nothing is due or the
// table's time is over; then another invocation goes on.
Task<> run_due_jobs(Context& context);

// The same with three steps under way at once, for a service whose steps wait for addresses of
// others and hold little: a slow one keeps nobody's work from going on. JobTable::run.
Task<> run_due_jobs_side_by_side(Context& context);
// What the service's table says, after deleting what ended and is kept no longer.
Task<> sweep_jobs(Context& context);
// Sends the messages that wake runners at the times the context names.
Task<> wake_jobs(Context& context);
// Fails when the database has no jobs table.
Task<> check_jobs(Context& context);

// The jobs of a service. A worker that names none holds nothing of all this.
//
// Two workers on one database share the table: each says `.others_ms = 0` and takes only jobs of
// the kinds that it has handlers for.
struct JobTable {
  std::span<const JobHandler> handlers;
  std::int64_t others_ms = kMinute;       // The lease of a job of another kind, which then fails.
  std::string_view queue = "JOBS";        // Its binding; empty: only cron wakes.
  std::int64_t budget_ms = 20 * kSecond;  // How long one invocation begins new steps.

  Task<> (*run)(Context&) = &run_due_jobs;
  Task<> (*sweep)(Context&) = &sweep_jobs;
  Task<> (*wake)(Context&) = &wake_jobs;
  Task<> (*check)(Context&) = &check_jobs;
};

}  // namespace crow
