#include "shared/sql/jobs.h"

#include <algorithm>
#include <utility>

#include "shared/core/text.h"

namespace crow::jobs {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, RawJson, Timestamp,
                         Timestamp>
    kEnqueue{"jobs.enqueue", R"sql(
  INSERT INTO jobs (id, kind, payload, run_at, attempts, lease_until, created_at)
  VALUES (?1, ?2, ?3, ?4, 0, 0, ?5)
      ON CONFLICT (id) DO NOTHING
)sql"};

// The lease grows with the clock or with the lease before it, so no two leases of a job end at the
// same time: lease_until says whose it is.
constexpr sql::Statement<Job, Timestamp, Timestamp, std::int64_t, std::int64_t> kLease{"jobs.lease",
                                                                                       R"sql(
  UPDATE jobs
     SET attempts = attempts + 1, lease_until = ?2
   WHERE id IN (SELECT id
                  FROM jobs
                 WHERE run_at <= ?1 AND lease_until <= ?1 AND attempts < ?4
                 ORDER BY run_at
                 LIMIT ?3)
  RETURNING id, kind, payload, run_at, attempts, lease_until, created_at
)sql"};

constexpr sql::Statement<Buried, Timestamp, std::int64_t> kBury{"jobs.bury", R"sql(
  UPDATE jobs
     SET run_at = NULL, lease_until = 0,
         last_error = coalesce(last_error, 'Its holder died in the last attempt.')
   WHERE run_at <= ?1 AND lease_until <= ?1 AND attempts >= ?2
  RETURNING id, kind
)sql"};

constexpr sql::Statement<Ended, std::string_view, Timestamp> kComplete{"jobs.complete", R"sql(
  DELETE FROM jobs WHERE id = ?1 AND lease_until = ?2 RETURNING id
)sql"};

constexpr sql::Statement<Ended, std::string_view, Timestamp, std::optional<Timestamp>,
                         std::string_view>
    kRelease{"jobs.release", R"sql(
  UPDATE jobs
     SET run_at = ?3, lease_until = 0, last_error = ?4
   WHERE id = ?1 AND lease_until = ?2
  RETURNING id
)sql"};

// Each is a range of the index: `run_at >= 0` is whatever is not dead.
constexpr sql::Statement<Counts, Timestamp> kCount{"jobs.count", R"sql(
  SELECT (SELECT count(*) FROM jobs WHERE run_at >= 0 AND lease_until <= ?1) AS waiting,
         (SELECT count(*) FROM jobs WHERE run_at >= 0 AND lease_until > ?1) AS leased,
         (SELECT count(*) FROM jobs WHERE run_at IS NULL) AS dead,
         (SELECT min(run_at) FROM jobs WHERE run_at >= 0 AND lease_until <= ?1) AS oldest
)sql"};

constexpr std::size_t kErrorLength = 1'000;  // Code points of an error that are kept.

sql::Bound<Ended> release(const Job& job, std::optional<Timestamp> run_at, std::string_view error) {
  return sql::bind(kRelease, job.id, job.lease_until, run_at, cut_code_points(error, kErrorLength));
}

}  // namespace

sql::Bound<sql::None> enqueue(const NewJob& job, Timestamp now) {
  return sql::bind(kEnqueue, job.id, job.kind, job.payload, job.run_at, now);
}

sql::Bound<Job> lease(Timestamp now, std::int64_t most, const Policy& policy) {
  // A LIMIT below 0 is none at all.
  return sql::bind(kLease, now, Timestamp{now.ms + std::max<std::int64_t>(policy.lease_ms, 1)},
                   std::max<std::int64_t>(most, 0), policy.attempts_max);
}

sql::Bound<Buried> bury(Timestamp now, const Policy& policy) {
  return sql::bind(kBury, now, policy.attempts_max);
}

sql::Bound<Ended> complete(const Job& job) { return sql::bind(kComplete, job.id, job.lease_until); }

sql::Bound<Ended> retry(const Job& job, std::string_view error, Timestamp now,
                        const Policy& policy) {
  if (job.attempts >= policy.attempts_max) return give_up(job, error);
  return release(job, Timestamp{now.ms + delay_ms(job.attempts, policy)}, error);
}

sql::Bound<Ended> give_up(const Job& job, std::string_view error) {
  return release(job, std::nullopt, error);
}

sql::Bound<Counts> count(Timestamp now) { return sql::bind(kCount, now); }

std::int64_t delay_ms(std::int64_t attempts, const Policy& policy) {
  std::int64_t delay = policy.first_delay_ms;
  for (std::int64_t i = 1; i < attempts && delay < policy.delay_max_ms; ++i) delay *= 2;
  return std::min(delay, policy.delay_max_ms);
}

// By insertion: a lease is a handful, and the library's sort is more code than all else here.
void sort_by_run_at(std::vector<Job>& jobs) {
  for (std::size_t i = 1; i < jobs.size(); ++i)
    for (std::size_t j = i; j > 0 && jobs[j].run_at < jobs[j - 1].run_at; --j)
      std::swap(jobs[j], jobs[j - 1]);
}

}  // namespace crow::jobs
