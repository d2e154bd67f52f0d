#include "workers/crawler/forget-pages.h"

namespace crow::crawler {
namespace {

using Payload = ForgetPages::Payload;

constexpr std::int64_t kPagesAtOnce = 1'000;

// The next crawl, from this one on, that has pages which nobody needs.
constexpr sql::Statement<Payload, std::string_view, std::int64_t, std::string_view, std::int64_t>
    kSelectOld{"crawls.old", R"sql(
  SELECT c.organization_id, c.id, c.created_at
    FROM crawl AS c
   WHERE c.is_forgotten = 0 AND (c.organization_id, c.created_at, c.id) >= (?1, ?2, ?3)
     AND c.next_run_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM jobs AS j WHERE j.id = c.id AND j.outcome IS NULL)
     AND (SELECT count(*)
            FROM (SELECT 1 FROM crawl AS n
                   WHERE n.is_forgotten = 0 AND n.organization_id = c.organization_id
                     AND (n.created_at, n.id) > (c.created_at, c.id) LIMIT ?4)) = ?4
   ORDER BY c.organization_id, c.created_at, c.id
   LIMIT 1
)sql"};

// As many as a job shows.
constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kDelete{"pages.delete_old",
                                                                            R"sql(
  DELETE FROM page
   WHERE number IN (
         SELECT number FROM page
          WHERE crawl_id = ?1
            AND number NOT IN (SELECT number FROM page WHERE crawl_id = ?1 AND code IS NOT NULL
                                ORDER BY fetched_at DESC, number DESC LIMIT 20)
          LIMIT ?2)
)sql"};
constexpr sql::Statement<sql::None, std::string_view> kNote{"crawls.note_forgotten", R"sql(
  UPDATE crawl SET is_forgotten = 1
   WHERE id = ?1
     AND (SELECT count(*) FROM (SELECT 1 FROM page WHERE crawl_id = ?1 LIMIT 21)) <= 20
)sql"};

struct Due {
  std::int64_t day = 0;
  static constexpr auto fields = describe(field<&Due::day>("day", ""));
};
constexpr sql::Statement<Due> kLastDay{"crawler.last_day", "SELECT day FROM chore WHERE id = 1"};
constexpr sql::Statement<sql::None, std::int64_t> kNoteDay{"crawler.note_day", R"sql(
  UPDATE chore SET day = ?1 WHERE id = 1
)sql"};

}  // namespace

Task<JobOutcome> forget_pages_step(JobContext& job, Payload payload) {
  const auto old = co_await job.database.find(kSelectOld, payload.organizationId, payload.createdAt,
                                              payload.id, kCrawlsWithPages);
  if (!old) co_return completed();
  co_return continue_with(*old,
                          {sql::bind(kDelete, old->id, kPagesAtOnce), sql::bind(kNote, old->id)});
}

Task<> keep_house(Context& context) {
  const std::int64_t today = context.now().ms / kDay;
  const auto last = co_await context.database.find(kLastDay);
  if (last && last->day >= today) co_return;
  // Both or nothing. Two who do it at once do it once.
  co_await context.database.batch(sql::bind(kNoteDay, today),
                                  enqueue<ForgetPages>(context, {}, {.id = "forget_pages"}));
}

}  // namespace crow::crawler
