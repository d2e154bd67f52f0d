#include "workers/products/routes.h"

#include "shared/contracts/search.h"
#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/send-images.h"

namespace crow::products {
namespace {

// `GET /products` is the worker search's. It stands here as well so that OPTIONS and a refused
// method name all that the path answers; the gateway sends no such request to this worker.
Task<Response> leave_to_search(Context&) {
  co_await fail(ErrorCode::not_found, "The worker search lists products.");
  co_return Response{};
}
constexpr Endpoint kListing{&search::ListProducts::operation, &leave_to_search, false};

constexpr std::array kTable = {
    kListing,
    serve<GetProduct, get_product>(),
    serve<CreateProduct, create_product>(),
    serve<UpdateProduct, update_product>(),
    serve<DeleteProduct, delete_product>(),
    serve<GetHistory, get_history>(),
    serve<GetAiDescriptions, get_ai_descriptions>(),
    serve<UpdateAiDescriptions, update_ai_descriptions>(),
    serve<GetSynonyms, get_synonyms>(),
    serve<PutSynonyms, put_synonyms>(),
    serve<EmbedProducts, embed_products>(),
    serve<GetJob, get_product_job>(),
    serve<UpsertProducts, upsert_products>(),
    serve<SetImages, set_images>(),
    serve<RenewVectors, renew_vectors>(),
};
static_assert(serves_all(std::span(kTable).subspan<1>(), All{}));

constexpr std::array kHandlers = {
    handle<EmbedJob, embed_step>(),
    handle<SendImages, send_images>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::products
