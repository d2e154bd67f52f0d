#include "shared/sql/jobs.h"

#include "shared/core/text.h"
#include "shared/sql/job-status.h"

namespace crow::jobs {
namespace {

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, RawJson,
                         Timestamp, Timestamp>
    kEnqueue{"jobs.enqueue", R"sql(
  INSERT INTO jobs (id, kind, organization_id, payload, run_at, attempts, lease_until, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6)
      ON CONFLICT (id) DO UPDATE
     SET again = iif(outcome IS NULL AND started_at IS NOT NULL, excluded.payload, NULL),
         payload = iif(outcome IS NULL, payload, excluded.payload),
         run_at = CASE WHEN outcome IS NOT NULL THEN excluded.run_at
                       WHEN started_at IS NULL THEN min(run_at, excluded.run_at)
                       ELSE run_at
                  END,
         attempts = iif(outcome IS NULL, attempts, 0),
         percent = iif(outcome IS NULL, percent, NULL),
         current = iif(outcome IS NULL, current, NULL),
         counts = iif(outcome IS NULL, counts, NULL),
         error = iif(outcome IS NULL, error, NULL),
         cause = iif(outcome IS NULL, cause, NULL),
         created_at = iif(outcome IS NULL, created_at, excluded.created_at),
         started_at = iif(outcome IS NULL, started_at, NULL),
         ended_at = NULL,
         expires_at = NULL,
         outcome = NULL
)sql"};

constexpr sql::Statement<Job, Timestamp, std::string_view, std::string_view, std::int64_t> kLease{
    "jobs.lease", R"sql(
  UPDATE jobs
     SET attempts = attempts + 1,
         holder = ?2,
         lease_until = ?1 + coalesce(?3 ->> kind, ?4),
         started_at = coalesce(started_at, ?1)
   WHERE id = (SELECT id
                 FROM jobs
                WHERE run_at <= ?1 AND lease_until <= ?1 AND (?4 OR ?3 ->> kind)
                ORDER BY run_at
                LIMIT 1)
  RETURNING id, kind, organization_id, payload, attempts, holder, created_at
)sql"};

// Without a row that is held, it inserts a NULL where none may be, and the batch fails.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kFence{"jobs.fence",
                                                                               R"sql(
  INSERT INTO jobs (id)
  SELECT NULL WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = ?1 AND holder = ?2)
)sql"};
constexpr std::string_view kLost = "NOT NULL constraint failed: jobs.id";

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp,
                         std::optional<std::int64_t>, std::optional<std::string>,
                         std::optional<Map<std::int64_t>>>
    kRenew{"jobs.renew", R"sql(
  UPDATE jobs
     SET lease_until = max(lease_until, ?3), percent = coalesce(?4, percent),
         current = coalesce(?5, current), counts = coalesce(?6, counts)
   WHERE id = ?1 AND holder = ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, RawJson, Timestamp,
                         std::optional<std::int64_t>, std::optional<std::string>,
                         std::optional<Map<std::int64_t>>>
    kAdvance{"jobs.advance", R"sql(
  UPDATE jobs
     SET payload = ?3, run_at = ?4, attempts = 0, holder = NULL, lease_until = 0, error = NULL,
         cause = NULL, percent = coalesce(?5, percent), current = coalesce(?6, current),
         counts = coalesce(?7, counts)
   WHERE id = ?1 AND holder = ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp, std::string_view,
                         std::string_view>
    kRetry{"jobs.retry", R"sql(
  UPDATE jobs
     SET run_at = ?3, holder = NULL, lease_until = 0, error = ?4, cause = ?5
   WHERE id = ?1 AND holder = ?2
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, JobState, Timestamp,
                         std::int64_t, std::optional<std::string_view>,
                         std::optional<std::string_view>, std::optional<std::int64_t>,
                         std::optional<std::string>, std::optional<Map<std::int64_t>>>
    kEnd{"jobs.end", R"sql(
  UPDATE jobs
     SET payload = coalesce(again, payload),
         run_at = iif(again IS NULL, NULL, ?4),
         attempts = iif(again IS NULL, attempts, 0),
         holder = NULL,
         lease_until = 0,
         percent = iif(again IS NULL, coalesce(?8, percent), NULL),
         current = iif(again IS NULL, coalesce(?9, current), NULL),
         counts = iif(again IS NULL, coalesce(?10, counts), NULL),
         outcome = iif(again IS NULL, ?3, NULL),
         error = ?6,
         cause = ?7,
         started_at = iif(again IS NULL, started_at, NULL),
         ended_at = iif(again IS NULL, ?4, NULL),
         expires_at = iif(again IS NULL, ?4 + ?5, NULL),
         again = NULL
   WHERE id = ?1 AND holder = ?2
)sql"};

constexpr sql::Statement<Touched, std::string_view, std::string_view, Timestamp, std::int64_t>
    kCancel{"jobs.cancel", R"sql(
  UPDATE jobs
     SET run_at = NULL, holder = NULL, lease_until = 0, again = NULL, outcome = 'cancelled',
         ended_at = ?3, expires_at = ?3 + ?4
   WHERE id = ?1 AND organization_id = ?2 AND outcome IS NULL
  RETURNING id
)sql"};

constexpr sql::Statement<JobStatus, std::string_view, std::string_view> kFind{
    "jobs.find",
    sql::text<"SELECT ", kStatusColumns, " FROM jobs WHERE id = ?1 AND organization_id = ?2">};

constexpr sql::Statement<sql::None, Timestamp, std::int64_t> kForget{"jobs.forget", R"sql(
  DELETE FROM jobs
   WHERE id IN (SELECT id
                  FROM jobs
                 WHERE outcome IN ('completed', 'failed', 'cancelled') AND expires_at <= ?1
                 LIMIT ?2)
)sql"};

// Each is a range of an index: `run_at >= 0` is whatever has not ended.
constexpr sql::Statement<Counts, Timestamp> kCount{"jobs.count", R"sql(
  SELECT (SELECT count(*) FROM jobs WHERE run_at >= 0 AND lease_until <= ?1) AS waiting,
         (SELECT count(*) FROM jobs WHERE run_at >= 0 AND lease_until > ?1) AS held,
         (SELECT count(*) FROM jobs WHERE outcome = 'failed') AS failed,
         (SELECT min(run_at) FROM jobs WHERE run_at >= 0 AND lease_until <= ?1) AS oldest
)sql"};

constexpr std::size_t kErrorLength = 1'000;  // Code points of an error that are kept.

std::optional<Map<std::int64_t>> counts_of(const JobProgress& progress) {
  if (progress.counts.entries.empty()) return std::nullopt;
  return progress.counts;
}

// What a host said may be any bytes.
std::string_view cut(std::string_view text) {
  return is_utf8(text) ? cut_code_points(text, kErrorLength) : std::string_view();
}

std::optional<std::string_view> cut_or_null(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(cut(text));
}

}  // namespace

sql::Bound<sql::None> enqueue(const NewJob& job, Timestamp now) {
  return sql::bind(kEnqueue, job.id, job.kind, job.organization_id, job.payload, job.run_at, now);
}

sql::Bound<Job> lease(Timestamp now, std::string_view holder, std::string_view leases,
                      std::int64_t lease_ms) {
  return sql::bind(kLease, now, holder, leases, lease_ms);
}

sql::Bound<sql::None> fence(const Job& job) { return sql::bind(kFence, job.id, job.holder); }

bool is_lost(const Error& error) { return error.cause.find(kLost) != std::string::npos; }

sql::Bound<sql::None> renew(const Job& job, Timestamp lease_until, const JobProgress& progress) {
  return sql::bind(kRenew, job.id, job.holder, lease_until, progress.percent, progress.current,
                   counts_of(progress));
}

sql::Bound<sql::None> advance(const Job& job, const RawJson& payload, Timestamp run_at,
                              const JobProgress& progress) {
  return sql::bind(kAdvance, job.id, job.holder, payload, run_at, progress.percent,
                   progress.current, counts_of(progress));
}

sql::Bound<sql::None> retry(const Job& job, std::string_view message, std::string_view cause,
                            Timestamp run_at) {
  return sql::bind(kRetry, job.id, job.holder, run_at, cut(message), cut(cause));
}

sql::Bound<sql::None> end(const Job& job, const Ending& ending, const JobProgress& progress) {
  return sql::bind(kEnd, job.id, job.holder, ending.outcome, ending.now, ending.keep_ms,
                   cut_or_null(ending.message), cut_or_null(ending.cause), progress.percent,
                   progress.current, counts_of(progress));
}

sql::Bound<Touched> cancel(std::string_view id, std::string_view organization_id, Timestamp now,
                           std::int64_t keep_ms) {
  return sql::bind(kCancel, id, organization_id, now, keep_ms);
}

sql::Bound<JobStatus> find(std::string_view id, std::string_view organization_id) {
  return sql::bind(kFind, id, organization_id);
}

sql::Bound<sql::None> forget(Timestamp now, std::int64_t most) {
  return sql::bind(kForget, now, most);
}

sql::Bound<Counts> count(Timestamp now) { return sql::bind(kCount, now); }

}  // namespace crow::jobs
