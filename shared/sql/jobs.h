// The statements of the jobs table. shared/service/jobs.h is what a service uses; this is what the
// runner there is made of.
//
// The life of a row:
//
//   waiting     run_at says from when; nobody holds it
//   held        `holder` is a random word that each lease makes anew, lease_until ahead
//   ended       outcome says how; run_at NULL; kept until expires_at, then swept
//
// A holder that dies says nothing: its lease ends, and the next one leases the job again. Whoever
// still believes to hold it can do no harm: every statement of a holder asks for its own word, and
// fence() in front of a batch lets all of it fail when the word is another one by now. Words are
// random and not numbers or times, so that no clock and no second life of an id brings one back.
//
// An id names work: writing it again while it waits changes nothing, while it runs lets it run once
// more from its start afterwards (`again` keeps that run's payload), and after its end begins it
// anew. So at least one whole run begins after each enqueue.
//
// The table is jobs.sql, which a service copies into a migration as it stands; a test looks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/core/describe.h"
#include "shared/core/time.h"
#include "shared/sql/bound.h"

namespace crow {

enum class JobState : std::uint8_t { queued, running, completed, failed, cancelled };
constexpr auto names(JobState) {
  return std::to_array<std::string_view>({"queued", "running", "completed", "failed", "cancelled"});
}

// How far a job is. What is left out stays as it was.
struct JobProgress {
  std::optional<std::int64_t> percent = {};  // 0 to 100.
  std::optional<std::string> current = {};   // What it is at: a page, a day.
  Map<std::int64_t> counts = {};             // "pages": 12.
};

// A job, as a 202 promised it. `error` is a sentence for the client, of a job that failed.
struct JobStatus {
  static constexpr std::string_view title = "Job";
  std::string id;
  std::string kind;
  JobState status = JobState::queued;
  std::optional<std::int64_t> percent;
  std::optional<std::string> current;
  RawObject counts;
  std::optional<std::string> error;
  Timestamp createdAt;
  std::optional<Timestamp> startedAt;
  std::optional<Timestamp> endedAt;

  static constexpr auto fields = describe(
      field<&JobStatus::id>("id", "Its id."), field<&JobStatus::kind>("kind", "What it does."),
      field<&JobStatus::status>("status", "How far it is."),
      field<&JobStatus::percent>("percent", "How much of it is done."),
      field<&JobStatus::current>("current", "What it is at."),
      field<&JobStatus::counts>("counts", "What it has counted so far."),
      field<&JobStatus::error>("error", "Why it failed."),
      field<&JobStatus::createdAt>("createdAt", "When it was asked for."),
      field<&JobStatus::startedAt>("startedAt", "When it was begun."),
      field<&JobStatus::endedAt>("endedAt", "When it ended."));
};

namespace jobs {

struct NewJob {
  std::string_view id;
  std::string_view kind;                  // Which handler.
  std::string_view organization_id = {};  // Who may see it; empty for nobody.
  RawJson payload = {};
  Timestamp run_at = {};  // Not before.
};

// A leased job, as its holder has it.
struct Job {
  std::string id;
  std::string kind;
  std::string organization_id;
  RawJson payload;
  std::int64_t attempts = 0;  // Of this step, including this one.
  std::string holder;
  Timestamp created_at;

  static constexpr auto fields = describe(
      field<&Job::id>("id", "Its id."), field<&Job::kind>("kind", "Which handler does it."),
      field<&Job::organization_id>("organizationId", "Whose it is."),
      field<&Job::payload>("payload", "What the handler needs."),
      field<&Job::attempts>("attempts", "How often this step was begun, with this time."),
      field<&Job::holder>("holder", "The word of this lease."),
      field<&Job::created_at>("createdAt", "When it was written."));
};

// One row when the statement found the job as it must be, none otherwise.
struct Touched {
  std::string id;
  static constexpr auto fields = describe(field<&Touched::id>("id", "The job's id."));
};

struct Counts {
  std::int64_t waiting = 0;
  std::int64_t held = 0;
  std::int64_t failed = 0;
  std::optional<Timestamp> oldest;  // The earliest run_at that waits; how far behind we are.

  static constexpr auto fields = describe(
      field<&Counts::waiting>("waiting", "Due now or later, and nobody's."),
      field<&Counts::held>("held", "In work."), field<&Counts::failed>("failed", "Given up."),
      field<&Counts::oldest>("oldest", "When the first of those that wait was due."));
};

// How a job ends. `message` is for the client, `cause` for people who look into the table.
struct Ending {
  JobState outcome = JobState::completed;
  Timestamp now = {};
  std::int64_t keep_ms = 0;  // How long the row stays.
  std::string_view message = {};
  std::string_view cause = {};
};

// Writes a job, or asks the one with this id to run again.
sql::Bound<sql::None> enqueue(const NewJob& job, Timestamp now);

// Leases the job that is due longest, if any is due: also one whose holder let the lease end.
// `leases` is a JSON object of milliseconds by kind; `lease_ms` is for other kinds, which 0 leaves
// to other workers. `holder` must be unpredictable.
sql::Bound<Job> lease(Timestamp now, std::string_view holder, std::string_view leases,
                      std::int64_t lease_ms);

// Fails the whole batch when the job is no longer held. See is_lost().
sql::Bound<sql::None> fence(const Job& job);
// Whether a batch failed by its fence.
bool is_lost(const Error& error);

// Extends the lease and says how far the job is.
sql::Bound<sql::None> renew(const Job& job, Timestamp lease_until, const JobProgress& progress);

// The step is done: the job waits with another payload, its attempts counted anew.
sql::Bound<sql::None> advance(const Job& job, const RawJson& payload, Timestamp run_at,
                              const JobProgress& progress);

// The step failed and waits for another attempt.
sql::Bound<sql::None> retry(const Job& job, std::string_view message, std::string_view cause,
                            Timestamp run_at);

// The job ends, unless it is asked to run again.
sql::Bound<sql::None> end(const Job& job, const Ending& ending, const JobProgress& progress);

// Ends a job of an organization that has not ended, whoever holds it: its holder's next word to the
// database is refused.
sql::Bound<Touched> cancel(std::string_view id, std::string_view organization_id, Timestamp now,
                           std::int64_t keep_ms);

// A job of an organization.
sql::Bound<JobStatus> find(std::string_view id, std::string_view organization_id);

// Deletes up to `most` of the jobs that ended and are kept no longer.
sql::Bound<sql::None> forget(Timestamp now, std::int64_t most);

// A single row.
sql::Bound<Counts> count(Timestamp now);

}  // namespace jobs
}  // namespace crow
