#include <algorithm>

#include "shared/host/ai.h"
#include "shared/host/fetch.h"
#include "shared/host/vectors.h"
#include "workers/meaning/embed-job.h"
#include "workers/meaning/handlers.h"
#include "workers/meaning/space.h"

namespace crow::meaning {

Task<FindTexts::Output> find_texts(Context& context, FindTexts::Input input) {
  co_await require(has_meaning(), ErrorCode::not_implemented,
                   "This deployment does not search by meaning.");
  FindTexts::Output output;
  const auto space = co_await find_space(context.database, input.organizationId, input.collection);
  if (!space) co_return output;  // Nothing was ever kept.
  co_await require(space->model.has_value(), ErrorCode::unavailable,
                   "The search by meaning is being prepared.");
  const std::string learner = learner_of(input.organizationId, input.collection);
  auto embedded = co_await Ai(context.host, context.services)
                      .embed(learner, {std::move(input.text.value)}, TextKind::query, *space->model)
                      .as_result();
  if (!embedded) {
    // Vectors by a model that is served no more are made anew.
    if (reason_of(embedded.error()) == "unknown_model")
      co_await context.database.batch(
          embed_soon(context, input.organizationId.value, input.collection.value));
    embedded.error().message = "The search by meaning cannot be had at the moment.";
    co_await std::move(embedded);
  }
  output.mode = name_of(embedded->mode);
  output.model = embedded->model;
  const auto values = embedded->at(0);
  // A text without words has no direction.
  if (std::ranges::all_of(values, [](float value) { return value == 0; })) co_return output;
  VectorQuery query{.topK = input.limit.value,
                    .nameSpace = vector_namespace(learner, *space->model)};
  if (input.filter.text.size() > std::string_view("{}").size()) query.filter = input.filter;
  const VectorMatches found = co_await Vectors(context.host, kVectors)
                                  .query({values.begin(), values.end()}, std::move(query));
  for (const VectorMatch& match : found.matches)
    if (const std::string_view key = key_of_vector(match.id); !key.empty())
      output.hits.push_back({std::string(key), match.score});
  co_return output;
}

}  // namespace crow::meaning
