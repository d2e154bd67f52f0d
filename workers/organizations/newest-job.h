// The newest job that writes an organization's context.
#pragma once

#include "shared/service/jobs.h"

namespace crow::organizations {

// As jobs::find() has it, by its organization.
inline constexpr sql::Statement<JobStatus, std::string_view> kNewestJob{
    "organizations.newest_context_job", R"sql(
  SELECT j.id, j.kind,
         coalesce(j.outcome, iif(j.started_at IS NULL, 'queued', 'running')) AS status,
         iif(j.outcome = 'completed', 100, j.percent) AS percent, j.current,
         coalesce(j.counts, '{}') AS counts, iif(j.outcome = 'failed', j.error, NULL) AS error,
         j.created_at, j.started_at, j.ended_at
    FROM context_job AS c
    JOIN jobs AS j ON j.id = c.job_id
   WHERE c.organization_id = ?1
)sql"};

}  // namespace crow::organizations
