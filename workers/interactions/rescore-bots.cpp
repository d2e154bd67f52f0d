#include "workers/interactions/handlers.h"
#include "workers/interactions/score-bots.h"

namespace crow::interactions {

Task<RescoreBots::Output> rescore_bots(Context& context, RescoreBots::Input) {
  const std::string id = new_job_id(context.host);
  co_await context.database.batch(enqueue<ScoreBots>(context, {}, {.id = id}));
  co_return co_await get_job(context.database, id, context.caller.organization_id);
}

}  // namespace crow::interactions
