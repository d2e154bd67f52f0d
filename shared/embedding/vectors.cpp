#include "shared/embedding/vectors.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::embedding {
namespace {

constexpr std::size_t kModelCharacters = 16;

}  // namespace

bool has_meaning() { return variable_or("MEANING", "off") == "on"; }

std::string vector_id(std::string_view text_id, std::string_view model) {
  return concat(text_id, '.', hex(crypto::sha256(model)).substr(0, kModelCharacters));
}

std::string_view text_id_of(std::string_view vector_id) {
  const auto dot = vector_id.rfind('.');
  const bool is_one = dot != vector_id.npos && vector_id.size() - dot - 1 == kModelCharacters;
  return is_one ? vector_id.substr(0, dot) : std::string_view();
}

Task<Nearest> find_nearest(Context& context, std::string learner, std::string model,
                           std::string text, VectorQuery query) {
  auto embedded = co_await Ai(context.host, context.services)
                      .embed(learner, {std::move(text)}, TextKind::query, model)
                      .as_result();
  if (!embedded) {
    embedded.error().message = "The search by meaning cannot be had at the moment.";
    co_await std::move(embedded);
  }
  Nearest nearest{.mode = embedded->mode, .model = embedded->model, .matches = {}};
  const auto values = embedded->at(0);
  // A text without words has no direction.
  if (std::ranges::all_of(values, [](float value) { return value == 0; })) co_return nearest;
  query.nameSpace = vector_namespace(learner, model);
  VectorMatches found = co_await Vectors(context.host, kVectors)
                            .query({values.begin(), values.end()}, std::move(query));
  nearest.matches = std::move(found.matches);
  co_return nearest;
}

}  // namespace crow::embedding
