#include "workers/interactions/index-text.h"

#include "workers/interactions/tell-meaning.h"

namespace crow::interactions {
namespace {

constexpr std::int64_t kDelayMs = 2 * kSecond;
// Until when events count on the job that was asked for: long enough before it runs that a batch
// written meanwhile is in the table by then.
constexpr std::int64_t kCoveredMs = kSecond;
constexpr std::int64_t kStep = 2'000;

Timestamp covered_until;

struct Progress {
  std::int64_t indexed = 0, last = 0, told = 0;
  bool isGone = false;  // Whether there is something to be forgotten.
  static constexpr auto fields =
      describe(field<&Progress::indexed>("indexed", ""), field<&Progress::last>("last", ""),
               field<&Progress::told>("told", ""), field<&Progress::isGone>("isGone", ""));
};

constexpr sql::Statement<Progress> kSelectProgress{"interactions.text_progress", R"sql(
  SELECT p.number AS indexed,
         coalesce((SELECT i.number FROM interaction AS i WHERE i.number > p.number
                    ORDER BY i.number DESC LIMIT 1), p.number) AS last,
         (SELECT number FROM meaning_progress WHERE id = 1) AS told,
         EXISTS (SELECT 1 FROM meaning_gone WHERE organization_id > '') AS is_gone
    FROM text_progress AS p WHERE p.id = 1
)sql"};

constexpr sql::Statement<sql::None, std::int64_t, std::int64_t> kIndex{"interactions.index_text",
                                                                       R"sql(
  INSERT INTO interaction_text (rowid, scope, words)
  SELECT number, scope, words FROM interaction_words WHERE number > ?1 AND number <= ?2
)sql"};

constexpr sql::Statement<sql::None, std::int64_t> kAdvance{"interactions.advance_text", R"sql(
  UPDATE text_progress SET number = ?1 WHERE id = 1
)sql"};

}  // namespace

Task<JobOutcome> index_text(JobContext& job, IndexText::Payload) {
  const auto progress = co_await job.database.find(kSelectProgress);
  if (!progress || progress->indexed >= progress->last) co_return completed();
  const std::int64_t next = std::min(progress->last, progress->indexed + kStep);
  Writes writes{sql::bind(kIndex, progress->indexed, next), sql::bind(kAdvance, next)};
  if (next == progress->last) {
    writes.push_back(tell_meaning_soon(job));
    co_return completed(std::move(writes));
  }
  co_return continue_with(IndexText::Payload{}, std::move(writes));
}

bool needs_index_job(const Context& context) { return context.now() >= covered_until; }

sql::Bound<sql::None> index_soon(Context& context) {
  return enqueue<IndexText>(context, {}, {.id = "index_text", .delay_ms = kDelayMs});
}

void note_index_job(const Context& context) {
  covered_until = Timestamp{context.now().ms + kCoveredMs};
}

Task<> catch_up(Context& context) {
  const auto progress = co_await context.database.find(kSelectProgress);
  if (!progress) co_return;
  if (progress->indexed < progress->last)
    co_await context.database.batch(index_soon(context));
  else if (progress->told < progress->last || progress->isGone)
    co_await context.database.batch(tell_meaning_soon(context));
}

}  // namespace crow::interactions
