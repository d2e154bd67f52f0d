#include "workers/imports/routes.h"

#include "workers/imports/erase-organization.h"
#include "workers/imports/handlers.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

// Not JSON alone, but they look at their input as others do, so they take an Idempotency-Key.
constexpr Endpoint kImportInteractions{&ImportInteractions::operation, &import_interactions, true};
constexpr Endpoint kImportProducts{&ImportProducts::operation, &import_products, true};

constexpr std::array kTable = {
    kImportInteractions,
    serve<ListImports, list_imports>(),
    serve<GetImport, get_import>(),
    serve<CancelImport, cancel_import>(),
    kImportProducts,
    serve<ListProductImports, list_product_imports>(),
    serve<GetProductImport, get_product_import>(),
    serve<CancelProductImport, cancel_product_import>(),
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

constexpr std::array kHandlers = {handle<ImportJob, import_step>()};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers, .run = &run_due_jobs_side_by_side};

}  // namespace crow::imports
