#include "shared/host/bucket.h"
#include "workers/imports/handlers.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

struct Existing {
  std::string id;
  static constexpr auto fields = describe(field<&Existing::id>("id", ""));
};
constexpr sql::Statement<Existing, std::string_view, std::string_view, ImportTarget> kFind{
    "imports.find_to_cancel", R"sql(
  SELECT id FROM import WHERE id = ?1 AND organization_id = ?2 AND target = ?3
)sql"};
constexpr sql::Statement<sql::None, std::string_view, Timestamp> kCancel{"imports.cancel", R"sql(
  UPDATE import SET outcome = 'cancelled', finished_at = ?2 WHERE id = ?1 AND outcome IS NULL
)sql"};

Task<Nothing> cancel(Context& context, ImportTarget target, std::string id) {
  const std::string& organization = context.caller.organization_id;
  const auto found = co_await context.database.find(kFind, id, organization, target);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such import.");
  const JobStatus job = co_await cancel_job(context, id, organization);
  if (job.status == JobState::cancelled) {
    co_await context.database.run(kCancel, id, context.now());
    co_await crow::Bucket(context.host, kImportBucket).remove(import_keys(id));
  }
  co_return Nothing{};
}

}  // namespace

Task<CancelImport::Output> cancel_import(Context& context, CancelImport::Input input) {
  return cancel(context, ImportTarget::interactions, std::move(input.id.value));
}

Task<CancelProductImport::Output> cancel_product_import(Context& context,
                                                        CancelProductImport::Input input) {
  return cancel(context, ImportTarget::products, std::move(input.id.value));
}

}  // namespace crow::imports
