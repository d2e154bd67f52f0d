#include "shared/host/bucket.h"
#include "workers/imports/handlers.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

constexpr sql::Statement<sql::None, std::string_view, Timestamp> kCancel{"imports.cancel", R"sql(
  UPDATE import SET outcome = 'cancelled', finished_at = ?2 WHERE id = ?1 AND outcome IS NULL
)sql"};

}  // namespace

Task<CancelImport::Output> cancel_import(Context& context, CancelImport::Input input) {
  const JobStatus job = co_await cancel_job(context, input.id, context.caller.organization_id);
  if (job.kind == ImportJob::job.name && job.status == JobState::cancelled) {
    co_await context.database.run(kCancel, input.id, context.now());
    co_await crow::Bucket(context.host, kImportBucket).remove(import_keys(input.id));
  }
  co_return Nothing{};
}

}  // namespace crow::imports
