// The newest job that writes an organization's context.
#pragma once

#include "shared/service/jobs.h"
#include "shared/sql/job-status.h"

namespace crow::organizations {

inline constexpr sql::Statement<JobStatus, std::string_view> kNewestJob{
    "organizations.newest_context_job",
    sql::text<"SELECT ", jobs::kStatusColumns,
              " FROM jobs WHERE id = (SELECT job_id FROM context_job WHERE organization_id = ?1)">};

}  // namespace crow::organizations
