#include "shared/host/bucket.h"
#include "shared/sql/jobs.h"
#include "workers/crawler/feed-file.h"
#include "workers/crawler/handlers.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kKeptMs = 30 * kDay;

constexpr sql::Statement<sql::None, std::string_view, std::string_view> kEndSchedule{
    "crawls.end_schedule", R"sql(
  UPDATE crawl SET every_hours = NULL, next_run_at = NULL WHERE id = ?1 AND organization_id = ?2
)sql"};

// A run whose job was given up, or is forgotten, has ended too.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp> kCancel{
    "crawls.cancel", R"sql(
  UPDATE crawl SET outcome = 'cancelled', finished_at = ?3
   WHERE id = ?1 AND organization_id = ?2 AND outcome IS NULL
     AND EXISTS (SELECT 1 FROM jobs WHERE id = ?1 AND outcome = 'cancelled')
)sql"};

}  // namespace

Task<CancelCrawlerJob::Output> cancel_crawler_job(Context& context, CancelCrawlerJob::Input input) {
  const std::string organization = context.caller.organization_id;
  const Timestamp now = context.now();
  co_await context.database.batch(jobs::cancel(input.id, organization, now, kKeptMs),
                                  sql::bind(kEndSchedule, input.id, organization),
                                  sql::bind(kCancel, input.id, organization, now));
  CrawlerJob job = co_await get_crawler_job(context, std::move(input));
  if (job.status == JobState::cancelled)
    co_await crow::Bucket(context.host, kFeedBucket).remove({feed_key(job.id)});
  co_return job;
}

Task<DeleteCrawlerJob::Output> delete_crawler_job(Context& context, DeleteCrawlerJob::Input input) {
  co_await cancel_crawler_job(context, std::move(input));
  co_return Nothing{};
}

}  // namespace crow::crawler
