#include "workers/images/fetch-job.h"

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "workers/images/picture.h"
#include "workers/images/tell.h"

namespace crow::images {
namespace {

using Payload = FetchImages::Payload;

constexpr std::int64_t kAttemptsMax = 3;
constexpr std::int64_t kSameForMs = kDay;  // How long an address is taken to bring what it brought.

struct ProductRow {
  std::string name, request;
  static constexpr auto fields =
      describe(field<&ProductRow::name>("name", ""), field<&ProductRow::request>("request", ""));
};
constexpr sql::Statement<ProductRow, std::string_view, std::string_view> kSelectProduct{
    "images.product_of_job", R"sql(
  SELECT name, request FROM product WHERE organization_id = ?1 AND id = ?2
)sql"};

struct Waiting {
  std::string url;
  std::int64_t attempts = 0;
  std::optional<std::string> known;  // What the address brought another product, lately.
  static constexpr auto fields =
      describe(field<&Waiting::url>("url", ""), field<&Waiting::attempts>("attempts", ""),
               field<&Waiting::known>("known", ""));
};
constexpr sql::Statement<Waiting, std::string_view, std::string_view, std::int64_t> kSelectWaiting{
    "images.waiting", R"sql(
  SELECT i.url, i.attempts,
         (SELECT o.digest FROM product_image AS o
           WHERE o.organization_id = ?1 AND o.url = i.url AND o.fetched_at > ?3
             AND o.digest IS NOT NULL LIMIT 1) AS known
    FROM product_image AS i
   WHERE i.organization_id = ?1 AND i.product_id = ?2
     AND i.digest IS NULL AND i.failure_code IS NULL
   ORDER BY i.attempts, i.place LIMIT 1
)sql"};

// A picture that was deleted meanwhile is none: the image waits on, and is fetched anew.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::int64_t,
                         std::optional<std::string_view>, std::optional<std::string_view>,
                         Timestamp>
    kNote{"images.note", R"sql(
  UPDATE product_image
     SET digest = (SELECT p.digest FROM picture AS p
                    WHERE p.organization_id = ?1 AND p.digest = ?4),
         attempts = ?5, failure_code = ?6, failure_message = ?7, fetched_at = ?8
   WHERE organization_id = ?1 AND product_id = ?2 AND url = ?3
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view> kTold{
    "images.told", R"sql(
  UPDATE product SET told = ?3 WHERE organization_id = ?1 AND id = ?2
)sql"};

// Of a product that products does not have any more.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kForgetImages{
    "images.forget_images", R"sql(
  DELETE FROM product_image WHERE organization_id = ?1 AND product_id = ?2
)sql"};
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kForgetProduct{
    "images.forget_product", R"sql(
  DELETE FROM product WHERE organization_id = ?1 AND id = ?2
)sql"};

JobOutcome hand_on(const Payload& payload, Phase phase, Writes writes = {},
                   std::int64_t delay_ms = 0) {
  return continue_with(Payload{payload.productId, phase}, std::move(writes), delay_ms)
      .with({.current = std::string(name_of(phase))});
}

// Fetches the next image. A process that dies in the middle does it again, to the same end.
Task<JobOutcome> fetch_next(JobContext& job, const Payload& payload) {
  const std::string& organization = job.job.organization_id;
  const auto waiting = co_await job.database.find(kSelectWaiting, organization, payload.productId,
                                                  job.now().ms - kSameForMs);
  if (!waiting) co_return hand_on(payload, Phase::tell);
  Writes writes;
  const auto note = [&](std::optional<std::string_view> digest, std::int64_t attempts,
                        const Fault* fault) {
    writes.push_back(sql::bind(
        kNote, organization, payload.productId, waiting->url, digest, attempts,
        fault ? std::optional<std::string_view>(fault->code) : std::nullopt,
        fault ? std::optional<std::string_view>(fault->message) : std::nullopt, job.now()));
  };
  if (waiting->known) {
    note(*waiting->known, waiting->attempts, nullptr);
    co_return hand_on(payload, Phase::fetch, std::move(writes));
  }
  const Fetched fetched = co_await fetch_picture(job, waiting->url);
  const Fault& fault = fetched.fault;
  if (fault.code.empty()) {
    note(fetched.digest, waiting->attempts, nullptr);
    co_return hand_on(payload, Phase::fetch, std::move(writes));
  }
  const std::int64_t attempts = waiting->attempts + 1;
  const bool is_over = !fault.may_mend || attempts >= kAttemptsMax;
  note(std::nullopt, attempts, is_over ? &fault : nullptr);
  co_return hand_on(payload, Phase::fetch, std::move(writes), is_over ? 0 : attempts * 2 * kSecond);
}

Task<JobOutcome> describe_next(JobContext& job, const Payload& payload, const ProductRow& product) {
  for (const Shown& shown : co_await shown_images(job, payload.productId)) {
    if (co_await find_description(job, shown, product.name)) continue;
    Writes writes;
    writes.push_back(co_await make_description(job, shown, product.name));
    co_return hand_on(payload, Phase::describe, std::move(writes));
  }
  co_return hand_on(payload, Phase::finish);
}

}  // namespace

std::string job_id_of(std::string_view organization_id, std::string_view product_id) {
  const std::string both = concat(organization_id, '\n', product_id);
  return concat("images_", hex(crypto::sha256(both)).substr(0, 40));
}

Task<JobOutcome> fetch_step(JobContext& job, Payload payload) {
  const auto product =
      co_await job.database.find(kSelectProduct, job.job.organization_id, payload.productId);
  if (!product) co_return completed();
  switch (payload.phase) {
    case Phase::fetch:
      co_return co_await fetch_next(job, payload);
    case Phase::describe:
      co_return co_await describe_next(job, payload, *product);
    case Phase::tell:
    case Phase::finish:
      break;
  }
  const bool is_last = payload.phase == Phase::finish;
  const bool is_there = co_await tell_products(job, payload.productId, product->name, is_last);
  if (!is_last && is_there) co_return hand_on(payload, Phase::describe);
  const std::string& organization = job.job.organization_id;
  Writes writes;
  if (is_there)
    writes.push_back(sql::bind(kTold, organization, payload.productId, product->request));
  else
    writes = {sql::bind(kForgetImages, organization, payload.productId),
              sql::bind(kForgetProduct, organization, payload.productId)};
  co_return completed(std::move(writes)).with({.percent = 100});
}

}  // namespace crow::images
