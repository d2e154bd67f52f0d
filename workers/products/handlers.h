// What products does, a function for each operation of shared/contracts/products.h.
#pragma once

#include "shared/contracts/products.h"
#include "shared/service/context.h"

namespace crow::products {

// Errors of all that name a product: not_found, also for those of other organizations.
Task<GetProduct::Output> get_product(Context& context, GetProduct::Input input);
// Errors: conflict, when there is such a product; invalid_argument, for a price without a currency.
Task<CreateProduct::Output> create_product(Context& context, CreateProduct::Input input);
Task<UpdateProduct::Output> update_product(Context& context, UpdateProduct::Input input);
Task<DeleteProduct::Output> delete_product(Context& context, DeleteProduct::Input input);
Task<GetHistory::Output> get_history(Context& context, GetHistory::Input input);
Task<GetAiDescriptions::Output> get_ai_descriptions(Context& context,
                                                    GetAiDescriptions::Input input);
Task<UpdateAiDescriptions::Output> update_ai_descriptions(Context& context,
                                                          UpdateAiDescriptions::Input input);

Task<GetSynonyms::Output> get_synonyms(Context& context, GetSynonyms::Input input);
Task<PutSynonyms::Output> put_synonyms(Context& context, PutSynonyms::Input input);

Task<EmbedProducts::Output> embed_products(Context& context, EmbedProducts::Input input);
Task<GetJob::Output> get_product_job(Context& context, GetJob::Input input);

// Errors: conflict, when others write to the same catalog all the time.
Task<UpsertProducts::Output> upsert_products(Context& context, UpsertProducts::Input input);
Task<SetImages::Output> set_images(Context& context, SetImages::Input input);
Task<RenewVectors::Output> renew_vectors(Context& context, RenewVectors::Input input);

}  // namespace crow::products
