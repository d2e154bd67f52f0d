#include "workers/crawler/keep-schedule.h"

#include "workers/crawler/crawl-job.h"
#include "workers/crawler/forget-pages.h"
#include "workers/crawler/frontier.h"
#include "workers/crawler/hosts.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kAtOnce = 20;

struct Due {
  std::string id, organizationId;
  static constexpr auto fields =
      describe(field<&Due::id>("id", ""), field<&Due::organizationId>("organizationId", ""));
};

// A run that still goes on is not begun anew; its next one is due when it has ended.
constexpr sql::Statement<Due, Timestamp, std::int64_t> kSelectDue{"crawls.due", R"sql(
  SELECT c.id, c.organization_id
    FROM crawl AS c
   WHERE c.next_run_at <= ?1
     AND NOT EXISTS (SELECT 1 FROM jobs AS j WHERE j.id = c.id AND j.outcome IS NULL)
   ORDER BY c.next_run_at
   LIMIT ?2
)sql"};

// Two who begin it at once begin it once: the second finds it no longer due.
constexpr sql::Statement<sql::None, std::string_view, Timestamp, std::int64_t, std::string_view>
    kBegin{"crawls.begin", R"sql(
  UPDATE crawl
     SET run = run + 1, counts = ?4, outcome = NULL, error_code = NULL, error_message = NULL,
         stopped_by = NULL, started_at = NULL, finished_at = NULL,
         next_run_at = max(next_run_at + every_hours * ?3, ?2 + 60000)
   WHERE id = ?1 AND next_run_at <= ?2
)sql"};

// Pages that were not there at the last run, and addresses that are not followed and that nothing
// has named for two runs: a schedule does not gather them for ever.
constexpr sql::Statement<sql::None, std::string_view> kDropStale{"pages.drop_stale", R"sql(
  DELETE FROM page
   WHERE crawl_id = ?1 AND depth > 0
     AND (tally = 'notFound'
          OR (tally IN ('offsite', 'blocked', 'traps', 'duplicates')
              AND run < (SELECT run FROM crawl WHERE id = ?1) - 1))
)sql"};

// Every page waits again, for a sitemap's crawl the sitemaps alone: they say which pages are new.
constexpr sql::Statement<sql::None, std::string_view> kWaitAgain{"pages.wait_again", R"sql(
  UPDATE page
     SET run = c.run, tally = 'waiting', code = NULL, message = NULL, attempts = 0, not_before = 0
    FROM crawl AS c
   WHERE c.id = ?1 AND page.crawl_id = ?1 AND page.run < c.run
     AND page.tally NOT IN ('offsite', 'blocked', 'traps', 'duplicates')
     AND (c.source_type <> 'sitemap' OR page.kind = 'sitemap')
)sql"};

}  // namespace

Task<> keep_schedule(Context& context) {
  co_await keep_house(context);
  const Timestamp now = context.now();
  co_await context.database.run_all({forget_hosts(now)});
  const auto due = co_await context.database.all(kSelectDue, now, kAtOnce);
  for (const Due& one : due)
    co_await context.database.batch(
        sql::bind(kBegin, one.id, now, kHour, json::write(Counts{})), sql::bind(kDropStale, one.id),
        sql::bind(kWaitAgain, one.id),
        enqueue<CrawlJob>(context, {}, {.id = one.id, .organization_id = one.organizationId}));
}

}  // namespace crow::crawler
