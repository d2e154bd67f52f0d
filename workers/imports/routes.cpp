#include "workers/imports/routes.h"

#include "workers/imports/handlers.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

// Not JSON alone, but it looks at its input as others do, so it takes an Idempotency-Key.
constexpr Endpoint kImport{&ImportInteractions::operation, &import_interactions, true};

constexpr std::array kTable = {
    kImport,
    serve<ListImports, list_imports>(),
    serve<GetImport, get_import>(),
    serve<CancelImport, cancel_import>(),
};
static_assert(serves_all(kTable, All{}));

constexpr std::array kHandlers = {handle<ImportJob, import_step>()};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::imports
