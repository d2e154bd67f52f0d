// Bringing the text index up to date: a job, so that who sends events does not wait for it.
//
// Interactions are numbered in the order of arrival, and text_progress says up to which number the
// index has come. So there is one job for all organizations, asked for by id; asked for while it
// waits, it is there once. It runs two seconds after the first event, with all that came meanwhile.
#pragma once

#include "shared/service/jobs.h"

namespace crow::interactions {

struct IndexText {
  static constexpr JobKind job{.name = "index_text", .lease_ms = 10 * kSecond};
  using Payload = Nothing;
};

Task<JobOutcome> index_text(JobContext& job, IndexText::Payload payload);

// Whether events stored now need the job to be asked for: it is enough once a second, since the job
// that was asked for runs later than that.
bool needs_index_job(const Context& context);

// Asks for the job.
sql::Bound<sql::None> index_soon(Context& context);

// To be called when the batch with index_soon() has been written.
void note_index_job(const Context& context);

// Asks for the job when something is not in the index and no job was asked for, as a runner may
// have read before a slow batch was written; and for that of tell-meaning.h. For the worker's cron.
Task<> catch_up(Context& context);

}  // namespace crow::interactions
