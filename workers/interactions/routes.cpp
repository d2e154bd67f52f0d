#include "workers/interactions/routes.h"

#include "workers/interactions/handlers.h"
#include "workers/interactions/import-job.h"
#include "workers/interactions/index-text.h"
#include "workers/interactions/keep-house.h"
#include "workers/interactions/score-bots.h"

namespace crow::interactions {
namespace {

// Not JSON alone, but it looks at its input as others do, so it takes an Idempotency-Key.
constexpr Endpoint kImport{&ImportInteractions::operation, &import_interactions, true};

constexpr std::array kTable = {
    serve_raw<RecordInteractions, record_interactions>(),
    serve<RecordForService, record_for_service>(),
    serve<ListInteractions, list_interactions>(),
    serve<ListOrganizationInteractions, list_organization_interactions>(),
    serve<GetInteraction, get_interaction>(),
    serve<GetSummary, get_summary>(),
    serve<GetOrganizationSummary, get_organization_summary>(),
    serve<SearchInteractions, search_interactions>(),
    serve<SearchOrganizationInteractions, search_organization_interactions>(),
    serve<CreateWriteKey, create_write_key>(),
    serve<ListWriteKeys, list_write_keys>(),
    serve<RevokeWriteKey, revoke_write_key>(),
    serve<RescoreBots, rescore_bots>(),
    serve<GetJob, get_interaction_job>(),
    serve<EraseVisitor, erase_visitor>(),
    serve_raw<ExportVisitor, export_visitor>(),
    serve<GetSettings, get_settings>(),
    serve<UpdateSettings, update_settings>(),
    kImport,
    serve<ListImports, list_imports>(),
    serve<GetImport, get_import>(),
    serve<CancelImport, cancel_import>(),
};
static_assert(serves_all(kTable, All{}));

constexpr std::array kHandlers = {
    handle<IndexText, index_text>(),
    handle<KeepToRetention, keep_to_retention>(),
    handle<ScoreBots, score_bots>(),
    handle<ImportJob, import_step>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::interactions
