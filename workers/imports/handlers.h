// What imports does, a function for each operation of shared/contracts/imports.h.
#pragma once

#include "shared/contracts/imports.h"
#include "shared/service/context.h"

namespace crow::imports {

// Errors: unsupported_media_type, payload_too_large; invalid_argument, for an address that must not
// be fetched too.
Task<Response> import_interactions(Context& context);
Task<ListImports::Output> list_imports(Context& context, ListImports::Input input);
// Errors of both: not_found, also for imports of other organizations.
Task<GetImport::Output> get_import(Context& context, GetImport::Input input);
Task<CancelImport::Output> cancel_import(Context& context, CancelImport::Input input);

}  // namespace crow::imports
