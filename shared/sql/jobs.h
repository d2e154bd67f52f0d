// Jobs: work that outlives a request, in a table with a lease.
//
// A job is written in the same batch as the change that calls for it: neither exists without the
// other. Whoever is woken (by a queue message, by cron) leases what is due; the lease is what keeps
// two from doing the same job. A holder that dies says nothing: its lease ends, and the next one
// leases the job again. So no job is lost, one may run twice, and a handler must bear that.
//
//   co_await database.batch(
//       sql::bind(kInsertOrder, …),
//       jobs::enqueue({.id = id, .kind = "mail", .payload = mail, .run_at = now}, now));
//
//   auto [buried, leased] = co_await database.batch(jobs::bury(now), jobs::lease(now, 10));
//   for (const jobs::Job& job : leased.rows) {
//     auto outcome = co_await handle(job).as_result();
//     if (outcome) co_await database.batch(jobs::complete(job));
//     else co_await database.batch(jobs::retry(job, outcome.error().cause, clock.now()));
//   }
//
// What a job writes at its end goes into the batch of `complete`, behind it, as
// INSERT … SELECT … WHERE changes() > 0: then a holder whose lease has ended writes nothing.
//
// The life of a row: waiting (run_at in the future or due, lease_until past) → leased (lease_until
// ahead) → gone, when completed; waiting again, later each time, when it failed; dead (run_at NULL)
// after its last attempt, kept with its last error for people to look at.
//
// The table is jobs.sql, which a service copies into its migrations as it stands.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/core/time.h"
#include "shared/sql/bound.h"

namespace crow::jobs {

struct Policy {
  std::int64_t lease_ms = kMinute;             // More than a handler takes.
  std::int64_t attempts_max = 10;              // After them the job is dead.
  std::int64_t first_delay_ms = 10 * kSecond;  // Before the second attempt; doubles each time,
  std::int64_t delay_max_ms = kHour;           // up to this.
};

struct NewJob {
  std::string_view id;
  std::string_view kind;  // Which handler.
  RawJson payload = {};
  Timestamp run_at = {};  // Not before.
};

// A leased job, as its holder has it.
struct Job {
  std::string id;
  std::string kind;
  RawJson payload;
  Timestamp run_at;
  std::int64_t attempts = 0;  // Including this one.
  Timestamp lease_until;      // Names the holder: every lease of a job ends at another time.
  Timestamp created_at;

  static constexpr auto fields = describe(
      field<&Job::id>("id", "Its id."), field<&Job::kind>("kind", "Which handler does it."),
      field<&Job::payload>("payload", "What the handler needs."),
      field<&Job::run_at>("runAt", "When it was due."),
      field<&Job::attempts>("attempts", "How often it was begun, with this time."),
      field<&Job::lease_until>("leaseUntil", "Until when nobody else begins it."),
      field<&Job::created_at>("createdAt", "When it was written."));
};

// One row when the job was still its caller's to end, none when the lease has passed on.
struct Ended {
  std::string id;
  static constexpr auto fields = describe(field<&Ended::id>("id", "The job's id."));
};

struct Buried {
  std::string id;
  std::string kind;
  static constexpr auto fields = describe(field<&Buried::id>("id", "The job's id."),
                                          field<&Buried::kind>("kind", "Its kind."));
};

struct Counts {
  std::int64_t waiting = 0;
  std::int64_t leased = 0;
  std::int64_t dead = 0;
  std::optional<Timestamp> oldest;  // The earliest run_at that waits; how far behind we are.

  static constexpr auto fields = describe(
      field<&Counts::waiting>("waiting", "Due now or later, and nobody's."),
      field<&Counts::leased>("leased", "In work."), field<&Counts::dead>("dead", "Given up."),
      field<&Counts::oldest>("oldest", "When the first of those that wait was due."));
};

// Writes a job, unless one with this id is there: doing it twice is doing it once. The id of a
// completed job is free again.
sql::Bound<sql::None> enqueue(const NewJob& job, Timestamp now);

// Leases up to `most` jobs that are due, the longest due first (the rows come in any order: see
// sort_by_run_at), among them those whose holder let the lease end. Jobs without attempts left are
// passed over.
sql::Bound<Job> lease(Timestamp now, std::int64_t most, const Policy& policy = {});

// Gives up the jobs whose holder died in their last attempt. In the batch of every lease.
sql::Bound<Buried> bury(Timestamp now, const Policy& policy = {});

// The job is done and forgotten.
sql::Bound<Ended> complete(const Job& job);

// The job failed: it waits for delay_ms, or is dead after its last attempt.
sql::Bound<Ended> retry(const Job& job, std::string_view error, Timestamp now,
                        const Policy& policy = {});

// The job failed in a way that no further attempt mends.
sql::Bound<Ended> give_up(const Job& job, std::string_view error);

// For ready checks: a single row.
sql::Bound<Counts> count(Timestamp now);

// How long a job waits after its attempt number `attempts`, from 1.
std::int64_t delay_ms(std::int64_t attempts, const Policy& policy = {});

// The longest due first.
void sort_by_run_at(std::vector<Job>& jobs);

}  // namespace crow::jobs
