#include "workers/images/sweep-job.h"

#include "shared/host/bucket.h"
#include "shared/sql/text.h"
#include "workers/images/fetch-job.h"
#include "workers/images/handlers.h"
#include "workers/images/stored.h"

namespace crow::images {
namespace {

using Payload = SweepPictures::Payload;

constexpr std::int64_t kProductsAtOnce = 50, kPicturesAtOnce = 200, kKeysAtOnce = 500;

constexpr sql::Statement<Place, std::string_view, std::string_view, std::int64_t> kSelectUntold{
    "images.untold", R"sql(
  SELECT organization_id, id FROM product
   WHERE told IS NULL AND (organization_id, id) > (?1, ?2)
   ORDER BY organization_id, id LIMIT ?3
)sql"};

// The last picture of the next page.
constexpr sql::Statement<Place, std::string_view, std::string_view, std::int64_t> kSelectLast{
    "images.last_of_page", R"sql(
  SELECT organization_id, digest AS id
    FROM (SELECT organization_id, digest FROM picture
           WHERE (organization_id, digest) > (?1, ?2)
           ORDER BY organization_id, digest LIMIT ?3)
   ORDER BY organization_id DESC, digest DESC LIMIT 1
)sql"};

// Of the pictures behind the first place, up to the second.
constexpr sql::Piece kPage{
    " (p.organization_id, p.digest) > (?1, ?2) AND (p.organization_id, p.digest) <= (?3, ?4)"};
constexpr sql::Piece kIsShown{
    " EXISTS (SELECT 1 FROM product_image AS i"
    " WHERE i.organization_id = p.organization_id AND i.digest = p.digest)"};
using OfPage = sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                              std::string_view, Timestamp>;

// Those that are shown have no time of their own, the others get one.
constexpr OfPage kKeep{
    "images.keep",
    sql::text<"UPDATE picture AS p SET keep_until = iif(", kIsShown, ", NULL, ?5) WHERE", kPage,
              " AND (keep_until IS NOT NULL) =", kIsShown>};

// Those whose time is over, that nobody shows, and that the catalog cannot show either.
constexpr sql::Piece kOver =
    sql::join<" FROM picture AS p WHERE", kPage, " AND p.keep_until <= ?5 AND NOT", kIsShown,
              " AND NOT EXISTS (SELECT 1 FROM product AS o"
              " WHERE o.organization_id = p.organization_id AND o.told IS NULL)">;
constexpr OfPage kNoteKeys{
    "images.note_keys",
    sql::text<"INSERT INTO removal (key) SELECT k.value FROM (SELECT p.key, p.thumbnail_key", kOver,
              ") AS o, json_each(json_array(o.key, o.thumbnail_key)) AS k"
              " WHERE k.value IS NOT NULL ON CONFLICT DO NOTHING">};
constexpr OfPage kDropDescriptions{
    "images.drop_descriptions",
    sql::text<"DELETE FROM description WHERE (organization_id, digest) IN"
              " (SELECT p.organization_id, p.digest",
              kOver, ")">};
constexpr OfPage kDropPictures{"images.drop_pictures",
                               sql::text<"DELETE FROM picture WHERE (organization_id, digest) IN"
                                         " (SELECT p.organization_id, p.digest",
                                         kOver, ")">};

constexpr sql::Statement<Place, std::int64_t> kSelectRemovals{
    "images.removals",
    "SELECT '' AS organization_id, key AS id FROM removal ORDER BY key LIMIT ?1"};
constexpr sql::Statement<sql::None, std::vector<std::string>> kForgetRemovals{
    "images.forget_removals", R"sql(
  DELETE FROM removal WHERE key IN (SELECT value FROM json_each(?1))
)sql"};

// No row on the day itself.
constexpr sql::Statement<Place, std::int64_t> kIsDue{
    "images.is_due", "SELECT '' AS organization_id, '' AS id FROM chore WHERE id = 1 AND day < ?1"};
constexpr sql::Statement<sql::None, std::int64_t> kNoteDay{"images.note_day", R"sql(
  UPDATE chore SET day = ?1 WHERE id = 1
)sql"};

Task<JobOutcome> tell_untold(JobContext& job, Payload payload) {
  const auto untold = co_await job.database.all(kSelectUntold, payload.organizationId,
                                                payload.after, kProductsAtOnce);
  if (untold.empty()) co_return continue_with(Payload{.phase = SweepPhase::look});
  Writes writes;
  for (const auto& [organization, product] : untold)
    writes.push_back(enqueue<FetchImages>(
        job, {.productId = product},
        {.id = job_id_of(organization, product), .organization_id = organization}));
  payload.organizationId = untold.back().organizationId;
  payload.after = untold.back().id;
  co_return continue_with(payload, std::move(writes));
}

Task<JobOutcome> look(JobContext& job, Payload payload) {
  const auto last = co_await job.database.find(kSelectLast, payload.organizationId, payload.after,
                                               kPicturesAtOnce);
  if (!last) co_return completed();
  const Timestamp now = job.now();
  const auto of_page = [&](const OfPage& statement, Timestamp time) {
    return sql::bind(statement, payload.organizationId, payload.after, last->organizationId,
                     last->id, time);
  };
  Writes writes;
  writes.push_back(of_page(kKeep, {now.ms + kUnshownKeptMs}));
  for (const OfPage* statement : {&kNoteKeys, &kDropDescriptions, &kDropPictures})
    writes.push_back(of_page(*statement, now));
  co_return continue_with(Payload{payload.phase, last->organizationId, last->id},
                          std::move(writes));
}

}  // namespace

Task<JobOutcome> sweep_step(JobContext& job, Payload payload) {
  const auto removals = co_await job.database.all(kSelectRemovals, kKeysAtOnce);
  if (!removals.empty()) {
    std::vector<std::string> keys;
    for (const Place& one : removals) keys.push_back(one.id);
    co_await crow::Bucket(job.host, kBucket).remove(keys);
    co_return continue_with(payload, {sql::bind(kForgetRemovals, keys)});
  }
  if (payload.phase == SweepPhase::tell) co_return co_await tell_untold(job, std::move(payload));
  co_return co_await look(job, std::move(payload));
}

Task<> keep_house(Context& context) {
  const std::int64_t today = context.now().ms / kDay;
  if (!co_await context.database.find(kIsDue, today)) co_return;
  // Both or nothing. Two who do it at once do it once.
  co_await context.database.batch(sql::bind(kNoteDay, today),
                                  enqueue<SweepPictures>(context, {}, {.id = "sweep_pictures"}));
}

}  // namespace crow::images
