#include "workers/products/meaning.h"

namespace crow::products {

Task<Meaning> find_meaning(Context&, const Documents&, std::string_view, const Filter&,
                           const Selection&) {
  co_await fail(ErrorCode::not_implemented,
                "This deployment does not search by meaning; use `fts` or `hybrid`.");
  co_return Meaning{};
}

}  // namespace crow::products
