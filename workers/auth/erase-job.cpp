#include "workers/auth/erase-job.h"

#include "shared/contracts/organizations.h"
#include "shared/contracts/users.h"
#include "shared/core/time.h"

namespace crow::auth {
namespace {

// What is left waits for the jobs of others: vectors, texts.
constexpr std::int64_t kPauseMs = 5 * kSecond;

// Nothing is left now.
template <typename Payload>
JobOutcome end_of(const JobContext& job, const Payload& payload) {
  const std::int64_t wait_ms = payload.lastsUntil ? payload.lastsUntil->ms - job.now().ms : 0;
  return wait_ms > 0 ? continue_with(payload, {}, wait_ms) : completed();
}

}  // namespace

Task<JobOutcome> erase_organization(JobContext& job, EraseOrganization::Payload payload) {
  const organizations::EraseOrganization::Input input{{payload.organizationId}};
  while (job.has_time()) {
    const Erasure erasure =
        co_await job.services.call<organizations::EraseOrganization>("ORGANIZATIONS", input);
    if (erasure.isDone) co_return end_of(job, payload);
    if (erasure.erased == 0) co_return continue_with(payload, {}, kPauseMs);
    co_await job.report();
  }
  co_return continue_with(payload);
}

Task<JobOutcome> erase_user(JobContext& job, EraseUser::Payload payload) {
  co_await job.services.call<users::ErasePictures>("USERS", {{payload.userId}});
  co_return end_of(job, payload);
}

}  // namespace crow::auth
