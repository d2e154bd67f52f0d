#include "workers/interactions/keep-house.h"

#include "shared/contracts/interactions.h"
#include "shared/core/time.h"
#include "workers/interactions/index-text.h"
#include "workers/interactions/store.h"
#include "workers/interactions/tell-meaning.h"
#include "workers/interactions/visitor.h"

namespace crow::interactions {
namespace {

constexpr std::int64_t kRowsAtOnce = 500;

// The first organization behind another, with what it keeps.
struct Keeper {
  std::string organizationId;
  std::int64_t retentionDays = 0;
  static constexpr auto fields = describe(field<&Keeper::organizationId>("organizationId", ""),
                                          field<&Keeper::retentionDays>("retentionDays", ""));
};

constexpr sql::Statement<Keeper, std::string_view, std::int64_t> kNextKeeper{
    "interactions.next_keeper", R"sql(
  SELECT i.organization_id, coalesce(s.retention_days, ?2) AS retention_days
    FROM interaction AS i
    LEFT JOIN settings AS s ON s.organization_id = i.organization_id
   WHERE i.organization_id > ?1
   ORDER BY i.organization_id
   LIMIT 1
)sql"};

struct Old {
  std::int64_t count = 0;
  static constexpr auto fields = describe(field<&Old::count>("count", ""));
};

constexpr sql::Statement<Old, std::string_view, std::int64_t, std::int64_t> kCountOld{
    "interactions.count_old", R"sql(
  SELECT count(*) AS count
    FROM (SELECT 1 FROM interaction
           WHERE organization_id = ?1 AND occurred_at < ?2 LIMIT ?3)
)sql"};

// See erase-visitor.cpp for the order.
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, std::int64_t> kEraseOldWords{
    "interactions.erase_old_words", R"sql(
  DELETE FROM interaction_text
   WHERE rowid IN (SELECT number FROM (SELECT number FROM interaction
                                        WHERE organization_id = ?1 AND occurred_at < ?2
                                        ORDER BY occurred_at, id LIMIT ?3)
                    WHERE number <= (SELECT number FROM text_progress WHERE id = 1))
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::int64_t, std::int64_t> kEraseOld{
    "interactions.erase_old", R"sql(
  DELETE FROM interaction
   WHERE number IN (SELECT number FROM interaction
                     WHERE organization_id = ?1 AND occurred_at < ?2
                     ORDER BY occurred_at, id LIMIT ?3)
)sql"};

struct Chore {
  std::int64_t day = 0;
  static constexpr auto fields = describe(field<&Chore::day>("day", ""));
};

constexpr sql::Statement<Chore> kLastDay{"interactions.last_day",
                                         "SELECT day FROM chore WHERE id = 1"};
constexpr sql::Statement<sql::None, std::int64_t> kNoteDay{"interactions.note_day", R"sql(
  UPDATE chore SET day = ?1 WHERE id = 1
)sql"};

}  // namespace

Task<JobOutcome> keep_to_retention(JobContext& job, KeepToRetention::Payload payload) {
  const auto keeper = co_await job.database.find(kNextKeeper, payload.organizationId,
                                                 std::int64_t{Settings{}.retentionDays});
  if (!keeper) co_return completed();
  const std::int64_t before = job.now().ms - keeper->retentionDays * kDay;
  const std::string& organization = keeper->organizationId;
  const auto old = co_await job.database.find(kCountOld, organization, before, kRowsAtOnce);
  const std::int64_t count = old ? old->count : 0;
  Writes writes;
  if (count > 0)
    writes = {sql::bind(kEraseOldWords, organization, before, kRowsAtOnce),
              sql::bind(kEraseOld, organization, before, kRowsAtOnce), tell_meaning_soon(job)};
  // One that had more than a step erases comes again.
  if (count == kRowsAtOnce) co_return continue_with(std::move(payload), std::move(writes));
  co_return continue_with(KeepToRetention::Payload{organization}, std::move(writes));
}

Task<> keep_house(Context& context) {
  co_await catch_up(context);
  const std::int64_t today = context.now().ms / kDay;
  const auto last = co_await context.database.find(kLastDay);
  if (last && last->day >= today) co_return;
  // All of it or nothing: what fails is tried again in a minute. Two who do it at once do it once.
  co_await context.database.batch(
      forget_salts(context.now()), forget_batches(context.now()), sql::bind(kNoteDay, today),
      enqueue<KeepToRetention>(context, {}, {.id = "keep_to_retention"}));
}

}  // namespace crow::interactions
