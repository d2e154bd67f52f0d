#include "workers/products/routes.h"

#include "workers/products/embed.h"
#include "workers/products/handlers.h"
#include "workers/products/send-images.h"

namespace crow::products {
namespace {

constexpr std::array kTable = {
    serve<ListProducts, list_products>(),
    serve<ListOrganizationProducts, list_organization_products>(),
    serve<GetProduct, get_product>(),
    serve<CreateProduct, create_product>(),
    serve<UpdateProduct, update_product>(),
    serve<DeleteProduct, delete_product>(),
    serve<GetHistory, get_history>(),
    serve<GetAiDescriptions, get_ai_descriptions>(),
    serve<UpdateAiDescriptions, update_ai_descriptions>(),
    serve<GetSynonyms, get_synonyms>(),
    serve<PutSynonyms, put_synonyms>(),
    serve<SearchProducts, search_products>(),
    serve<SearchOrganizationProducts, search_organization_products>(),
    serve<EmbedProducts, embed_products>(),
    serve<GetJob, get_product_job>(),
    serve<UpsertProducts, upsert_products>(),
    serve<SetImages, set_images>(),
};
static_assert(serves_all(kTable, All{}));

constexpr std::array kHandlers = {
    handle<EmbedJob, embed_step>(),
    handle<SendImages, send_images>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::products
