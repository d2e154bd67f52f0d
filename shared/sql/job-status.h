// What JobStatus (jobs.h) shows of a row of `jobs`, for whoever finds the row in a way of its own.
#pragma once

#include "shared/sql/text.h"

namespace crow::jobs {

inline constexpr sql::Piece kStatusColumns{
    "id, kind, coalesce(outcome, iif(started_at IS NULL, 'queued', 'running')) AS status,"
    " iif(outcome = 'completed', 100, percent) AS percent, current,"
    " coalesce(counts, '{}') AS counts, iif(outcome = 'failed', error, NULL) AS error,"
    " created_at, started_at, ended_at"};

}  // namespace crow::jobs
