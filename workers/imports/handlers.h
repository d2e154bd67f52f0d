// What imports does, a function for each operation of shared/contracts/imports.h.
#pragma once

#include "shared/contracts/imports.h"
#include "shared/service/context.h"

namespace crow::imports {

// Errors of both: unsupported_media_type, payload_too_large; invalid_argument, for an address that
// must not be fetched too.
Task<Response> import_interactions(Context& context);
Task<Response> import_products(Context& context);

Task<ListImports::Output> list_imports(Context& context, ListImports::Input input);
Task<ListProductImports::Output> list_product_imports(Context& context,
                                                      ListProductImports::Input input);

// Errors of all: not_found, also for imports of other organizations and of the other kind.
Task<GetImport::Output> get_import(Context& context, GetImport::Input input);
Task<GetProductImport::Output> get_product_import(Context& context, GetProductImport::Input input);
Task<CancelImport::Output> cancel_import(Context& context, CancelImport::Input input);
Task<CancelProductImport::Output> cancel_product_import(Context& context,
                                                        CancelProductImport::Input input);

}  // namespace crow::imports
