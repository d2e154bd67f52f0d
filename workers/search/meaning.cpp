#include "workers/search/meaning.h"

#include "shared/catalog/vectors.h"
#include "shared/contracts/products-internal.h"
#include "shared/embedding/vectors.h"
#include "shared/host/fetch.h"
#include "shared/json/write.h"

namespace crow::search {
namespace {

// Brands are known to the index, so that a filter for one leaves the nearest of that brand. What
// else a filter says is looked at in memory.
std::optional<RawObject> filter_of(const Filter& filter) {
  std::vector<std::string> brands;
  for (const auto& one : filter.brand.value) brands.push_back(one.value);
  if (brands.empty()) return std::nullopt;
  RawObject made;
  made.text = "{\"brand\":{\"$in\":" + json::write(brands) + "}}";
  if (made.text.size() > kVectorFilterBytes) return std::nullopt;
  return made;
}

// Vectors by a model that is served no more are made anew.
Task<> ask_for_vectors(Services services, std::string organization) {
  products::RenewVectors::Input input;
  input.organizationId.value = std::move(organization);
  co_await services.call<products::RenewVectors>("PRODUCTS", std::move(input));
}

}  // namespace

Task<Meaning> find_meaning(Context& context, const Documents& documents, std::string_view meant,
                           const Filter& filter, const Selection& selection) {
  co_await require(embedding::has_meaning(), ErrorCode::not_implemented,
                   "This deployment does not search by meaning; use `fts` or `hybrid`.");
  Meaning meaning;
  if (documents.count() == 0 || meant.empty()) co_return meaning;
  co_await require(!documents.model().empty(), ErrorCode::unavailable,
                   "The search by meaning is being prepared.");
  const std::string& organization = context.caller.organization_id;
  auto found =
      co_await embedding::find_nearest(context, organization, documents.model(), std::string(meant),
                                       {.topK = kVectorMatchesMax, .filter = filter_of(filter)})
          .as_result();
  if (!found) {
    if (reason_of(found.error()) == "unknown_model")
      context.background.push_back(ask_for_vectors(context.services, organization));
    co_await std::move(found);
  }
  meaning.mode = name_of(found->mode);
  meaning.model = std::move(found->model);
  for (const VectorMatch& match : found->matches)
    if (const auto index = documents.find(products::number_of(embedding::text_id_of(match.id))))
      if (documents.holds(*index, selection)) meaning.hits.emplace_back(*index, match.score);
  co_return meaning;
}

}  // namespace crow::search
