#include "shared/language/rows.h"
#include "shared/language/words.h"
#include "workers/models/handlers.h"
#include "workers/models/store.h"
#include "workers/models/training.h"

namespace crow::models {

Task<Nothing> add_texts(Context& context, AddTexts::Input input) {
  const std::string prefix = training_prefix(input.organizationId, input.trainingId);
  const Training training = co_await read_training(context, prefix);
  co_await require(training.status == TrainingStatus::collecting, ErrorCode::conflict,
                   "The training has begun to learn and takes no more texts.");
  std::string rows;
  for (const AnyText& text : input.texts.value)
    language::append_row(rows, language::row_of(language::words_of(text)));
  co_await files(context).put(part_key(prefix, input.part), rows);
  co_return Nothing{};
}

}  // namespace crow::models
