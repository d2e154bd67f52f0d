#include "workers/images/sweep-job.h"

#include "shared/host/bucket.h"
#include "shared/sql/text.h"
#include "workers/images/fetch-job.h"
#include "workers/images/handlers.h"

namespace crow::images {
namespace {

using Payload = SweepPictures::Payload;

constexpr std::int64_t kProductsAtOnce = 50, kPicturesAtOnce = 200, kKeysAtOnce = 500;

struct Place {
  std::string organizationId, id;
  static constexpr auto fields =
      describe(field<&Place::organizationId>("organizationId", ""), field<&Place::id>("id", ""));
};
constexpr sql::Statement<Place, std::string_view, std::string_view, std::int64_t> kSelectUntold{
    "images.untold", R"sql(
  SELECT organization_id, id FROM product
   WHERE told IS NULL AND (organization_id, id) > (?1, ?2)
   ORDER BY organization_id, id LIMIT ?3
)sql"};

struct Kept {
  std::string organizationId, digest;
  std::optional<Timestamp> keepUntil;
  bool isShown = false;
  static constexpr auto fields = describe(
      field<&Kept::organizationId>("organizationId", ""), field<&Kept::digest>("digest", ""),
      field<&Kept::keepUntil>("keepUntil", ""), field<&Kept::isShown>("isShown", ""));
};
constexpr sql::Statement<Kept, std::string_view, std::string_view, std::int64_t> kSelectPictures{
    "images.pictures", R"sql(
  SELECT p.organization_id, p.digest, p.keep_until,
         EXISTS (SELECT 1 FROM product_image AS i
                  WHERE i.organization_id = p.organization_id AND i.digest = p.digest) AS is_shown
    FROM picture AS p
   WHERE (p.organization_id, p.digest) > (?1, ?2)
   ORDER BY p.organization_id, p.digest LIMIT ?3
)sql"};

// Of pictures that are named as [organization, digest].
struct Named {
  std::string organization, digest;
  static constexpr auto fields =
      describe(field<&Named::organization>("organization", ""), field<&Named::digest>("digest", ""));
};
constexpr sql::Statement<sql::None, std::vector<Named>, std::optional<std::int64_t>> kKeep{
    "images.keep", R"sql(
  UPDATE picture SET keep_until = ?2
    FROM json_each(?1) AS n
   WHERE picture.organization_id = n.value ->> 'organization'
     AND picture.digest = n.value ->> 'digest'
)sql"};

// Those of them that nobody shows, and that the catalog cannot show either.
constexpr sql::Piece kUnshown{R"sql(
    FROM json_each(?1) AS n
    JOIN picture AS p ON p.organization_id = n.value ->> 'organization'
                     AND p.digest = n.value ->> 'digest'
   WHERE p.keep_until <= ?2
     AND NOT EXISTS (SELECT 1 FROM product_image AS i
                      WHERE i.organization_id = p.organization_id AND i.digest = p.digest)
     AND NOT EXISTS (SELECT 1 FROM product AS o
                      WHERE o.organization_id = p.organization_id AND o.told IS NULL))sql"};
constexpr sql::Statement<sql::None, std::vector<Named>, Timestamp> kNoteKeys{
    "images.note_keys",
    sql::text<"INSERT INTO removal (key) SELECT p.key", kUnshown, " ON CONFLICT DO NOTHING">};
constexpr sql::Statement<sql::None, std::vector<Named>, Timestamp> kNoteThumbnails{
    "images.note_thumbnails",
    sql::text<"INSERT INTO removal (key) SELECT p.thumbnail_key", kUnshown,
              " AND p.thumbnail_key IS NOT NULL ON CONFLICT DO NOTHING">};
constexpr sql::Statement<sql::None, std::vector<Named>, Timestamp> kDropDescriptions{
    "images.drop_descriptions",
    sql::text<"DELETE FROM description WHERE (organization_id, digest) IN"
              " (SELECT p.organization_id, p.digest",
              kUnshown, ")">};
constexpr sql::Statement<sql::None, std::vector<Named>, Timestamp> kDropPictures{
    "images.drop_pictures", sql::text<"DELETE FROM picture WHERE (organization_id, digest) IN"
                                      " (SELECT p.organization_id, p.digest",
                                      kUnshown, ")">};

struct Removal {
  std::string key;
  static constexpr auto fields = describe(field<&Removal::key>("key", ""));
};
constexpr sql::Statement<Removal, std::int64_t> kSelectRemovals{
    "images.removals", "SELECT key FROM removal ORDER BY key LIMIT ?1"};
constexpr sql::Statement<sql::None, std::vector<std::string>> kForgetRemovals{
    "images.forget_removals", R"sql(
  DELETE FROM removal WHERE key IN (SELECT value FROM json_each(?1))
)sql"};

struct Chore {
  std::int64_t day = 0;
  static constexpr auto fields = describe(field<&Chore::day>("day", ""));
};
constexpr sql::Statement<Chore> kLastDay{"images.last_day", "SELECT day FROM chore WHERE id = 1"};
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
  const auto pictures = co_await job.database.all(kSelectPictures, payload.organizationId,
                                                  payload.after, kPicturesAtOnce);
  if (pictures.empty()) co_return completed();
  const Timestamp now = job.now();
  std::vector<Named> shown, unshown, over;
  for (const Kept& one : pictures) {
    if (one.isShown && one.keepUntil) shown.push_back({one.organizationId, one.digest});
    if (one.isShown) continue;
    auto& list = !one.keepUntil ? unshown : over;
    if (!one.keepUntil || *one.keepUntil <= now) list.push_back({one.organizationId, one.digest});
  }
  Writes writes;
  if (!shown.empty()) writes.push_back(sql::bind(kKeep, shown, std::nullopt));
  if (!unshown.empty()) writes.push_back(sql::bind(kKeep, unshown, now.ms + kUnshownKeptMs));
  if (!over.empty()) {
    writes.push_back(sql::bind(kNoteKeys, over, now));
    writes.push_back(sql::bind(kNoteThumbnails, over, now));
    writes.push_back(sql::bind(kDropDescriptions, over, now));
    writes.push_back(sql::bind(kDropPictures, over, now));
  }
  payload.organizationId = pictures.back().organizationId;
  payload.after = pictures.back().digest;
  co_return continue_with(payload, std::move(writes));
}

}  // namespace

Task<JobOutcome> sweep_step(JobContext& job, Payload payload) {
  co_await job.host.sleep(1);
  const auto removals = co_await job.database.all(kSelectRemovals, kKeysAtOnce);
  if (!removals.empty()) {
    std::vector<std::string> keys;
    for (const Removal& one : removals) keys.push_back(one.key);
    co_await crow::Bucket(job.host, kBucket).remove(keys);
    co_return continue_with(payload, {sql::bind(kForgetRemovals, keys)});
  }
  if (payload.phase == SweepPhase::tell) co_return co_await tell_untold(job, std::move(payload));
  co_return co_await look(job, std::move(payload));
}

Task<> keep_house(Context& context) {
  const std::int64_t today = context.now().ms / kDay;
  const auto last = co_await context.database.find(kLastDay);
  if (last && last->day >= today) co_return;
  // Both or nothing. Two who do it at once do it once.
  co_await context.database.batch(sql::bind(kNoteDay, today),
                                  enqueue<SweepPictures>(context, {}, {.id = "sweep_pictures"}));
}

}  // namespace crow::images
