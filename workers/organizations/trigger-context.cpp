#include "workers/organizations/context-job.h"
#include "workers/organizations/handlers.h"
#include "workers/organizations/newest-job.h"

namespace crow::organizations {
namespace {

// The new job takes the place of the one before, unless that one goes on.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kTake{
    "organizations.take_context_job", R"sql(
  INSERT INTO context_job (organization_id, job_id) VALUES (?1, ?2)
      ON CONFLICT (organization_id) DO UPDATE
     SET job_id = excluded.job_id
   WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = context_job.job_id AND outcome IS NULL)
)sql"};

// Without the place it is not there.
constexpr sql::Statement<sql::None, std::string_view, std::string_view> kDrop{
    "organizations.drop_context_job", R"sql(
  DELETE FROM jobs
   WHERE id = ?2
     AND NOT EXISTS (SELECT 1 FROM context_job WHERE organization_id = ?1 AND job_id = ?2)
)sql"};

}  // namespace

Task<TriggerContext::Output> trigger_context(Context& context, TriggerContext::Input input) {
  const std::string id = new_job_id(context.host);
  auto [taken, enqueued, dropped, jobs] = co_await context.database.batch(
      sql::bind(kTake, input.id, id), enqueue<WriteContext>(context, {}, {.id = id}),
      sql::bind(kDrop, input.id, id), sql::bind(kNewestJob, input.id));
  co_await require(!jobs.rows.empty(), ErrorCode::internal, "The job is not there.");
  co_return std::move(jobs.rows.front());
}

}  // namespace crow::organizations
