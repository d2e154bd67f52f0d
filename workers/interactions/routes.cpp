#include "workers/interactions/routes.h"

#include "workers/interactions/erase-organization.h"
#include "workers/interactions/handlers.h"
#include "workers/interactions/index-text.h"
#include "workers/interactions/keep-house.h"
#include "workers/interactions/score-bots.h"
#include "workers/interactions/tell-meaning.h"

namespace crow::interactions {
namespace {

constexpr std::array kTable = {
    serve_raw<RecordInteractions, record_interactions>(),
    serve<RecordForService, record_for_service>(),
    serve<ListInteractions, list_interactions>(),
    serve<ListOrganizationInteractions, list_organization_interactions>(),
    serve<GetInteraction, get_interaction>(),
    serve<GetSummary, get_summary>(),
    serve<GetOrganizationSummary, get_organization_summary>(),
    serve<CountForService, count_for_service>(),
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
    serve<EraseOrganization, erase_organization>(),
};
static_assert(serves_all(kTable, plus<EraseOrganization>(All{})));

constexpr std::array kHandlers = {
    handle<IndexText, index_text>(),
    handle<KeepToRetention, keep_to_retention>(),
    handle<ScoreBots, score_bots>(),
    handle<TellMeaning, tell_meaning>(),
};

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;
constinit const JobTable kJobs{.handlers = kHandlers};

}  // namespace crow::interactions
