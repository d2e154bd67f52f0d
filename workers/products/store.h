// Writing products: the one way into the catalog, whoever says what.
//
// Reading what is there and writing what becomes of it are two round trips. Between them somebody
// else may write, so the batch begins with a fence: it fails, whole, when the catalog is another
// than the one that was read, and the caller reads again.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/catalog/stored.h"
#include "shared/contracts/products.h"
#include "shared/service/context.h"
#include "shared/service/jobs.h"

namespace crow::products {

struct Catalog {
  std::int64_t number = 0, change = 0;
  RawObject languages;
  static constexpr auto fields =
      describe(field<&Catalog::number>("number", ""), field<&Catalog::change>("change", ""),
               field<&Catalog::languages>("languages", ""));
};

// What is there, and its catalog, which is made when it is the organization's first.
struct Known {
  Catalog catalog;
  std::vector<Stored> products;
};
Task<Known> read_by_identity(const Database& database, std::string_view organization_id,
                             const std::vector<std::string>& identities);
// The product may be missing.
Task<Known> read_by_id(const Database& database, std::string_view organization_id,
                       std::string_view id);

// A product as it was and as it becomes.
struct Written {
  std::optional<Stored> before;
  Stored after;
};

// The batch that writes them, fence first.
Writes write_products(const Catalog& catalog, std::string_view organization_id,
                      std::vector<Written> products);
// Whether a batch failed by that fence, or because somebody else made the same product meanwhile.
bool is_overtaken(const Error& error);

// Runs `attempt` until nobody gets in between, a few times at most.
//
// Errors: conflict, when somebody always does.
template <typename Attempt>
auto until_alone(Attempt attempt) -> decltype(attempt()) {
  for (int left = 7;; --left) {
    auto outcome = co_await attempt().as_result();
    if (outcome || left == 0 || !is_overtaken(outcome.error())) co_return std::move(outcome);
  }
}

// What batches of products come to, as the contract says of UpsertProducts.
struct Plan {
  Writes writes;  // None when nothing changes.
  UpsertProducts::Output output;
};
Task<Plan> plan_upsert(Context& context, const Database& database, std::string organization_id,
                       std::vector<SeenProduct> products);

}  // namespace crow::products
