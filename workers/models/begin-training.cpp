#include "workers/models/handlers.h"
#include "workers/models/store.h"
#include "workers/models/training.h"

namespace crow::models {

Task<Training> begin_training(Context& context, BeginTraining::Input input) {
  const std::string prefix = training_prefix(input.organizationId, input.trainingId);
  auto known = co_await read_training(context, prefix).as_result();
  if (!known && known.error().code != ErrorCode::not_found) co_await std::move(known);
  if (known) co_return std::move(*known);
  co_await write_training(context, prefix, {});
  co_return Training{};
}

}  // namespace crow::models
