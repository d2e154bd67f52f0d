#include "shared/embedding/vectors.h"
#include "shared/host/fetch.h"
#include "workers/meaning/embed-job.h"
#include "workers/meaning/handlers.h"
#include "workers/meaning/space.h"

namespace crow::meaning {

Task<FindTexts::Output> find_texts(Context& context, FindTexts::Input input) {
  co_await require(embedding::has_meaning(), ErrorCode::not_implemented,
                   "This deployment does not search by meaning.");
  FindTexts::Output output;
  const auto space = co_await find_space(context.database, input.organizationId, input.collection);
  if (!space) co_return output;  // Nothing was ever kept.
  co_await require(space->model.has_value(), ErrorCode::unavailable,
                   "The search by meaning is being prepared.");
  VectorQuery query{.topK = input.limit.value};
  if (input.filter.text.size() > std::string_view("{}").size()) query.filter = input.filter;
  auto found =
      co_await embedding::find_nearest(context, learner_of(input.organizationId, input.collection),
                                       *space->model, std::move(input.text.value), std::move(query))
          .as_result();
  if (!found) {
    // Vectors by a model that is served no more are made anew.
    if (reason_of(found.error()) == "unknown_model")
      co_await context.database.batch(
          embed_soon(context, input.organizationId.value, input.collection.value));
    co_await std::move(found);
  }
  output.mode = name_of(found->mode);
  output.model = std::move(found->model);
  for (const VectorMatch& match : found->matches)
    if (const std::string_view key = key_of(embedding::text_id_of(match.id)); !key.empty())
      output.hits.push_back({std::string(key), match.score});
  co_return output;
}

}  // namespace crow::meaning
