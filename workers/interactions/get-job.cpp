#include "shared/service/jobs.h"
#include "workers/interactions/handlers.h"

namespace crow::interactions {

Task<GetJob::Output> get_interaction_job(Context& context, GetJob::Input input) {
  co_return co_await get_job(context.database, input.id.value, context.caller.organization_id);
}

}  // namespace crow::interactions
