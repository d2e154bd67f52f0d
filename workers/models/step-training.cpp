#include "workers/models/handlers.h"
#include "workers/models/store.h"
#include "workers/models/training.h"

namespace crow::models {

Task<Training> step_training(Context& context, StepTraining::Input input) {
  const std::string prefix = training_prefix(input.organizationId, input.trainingId);
  Training training = co_await read_training(context, prefix);
  if (training.status == TrainingStatus::collecting)
    co_await count_words(context, prefix, training);
  else if (training.status == TrainingStatus::learning)
    co_await learn_pass(context, input.organizationId, prefix, training);
  co_return training;
}

}  // namespace crow::models
