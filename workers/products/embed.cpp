#include "workers/products/embed.h"

#include "workers/products/handlers.h"

namespace crow::products {

void want_vectors(Context&, Writes&, std::string_view) {}

Task<EmbedProducts::Output> embed_products(Context&, EmbedProducts::Input) {
  co_await fail(ErrorCode::not_implemented, "This deployment does not search by meaning.");
  co_return JobStatus{};
}

}  // namespace crow::products
