// What interactions does, a function for each operation of shared/contracts/interactions.h.
#pragma once

#include "shared/contracts/interactions.h"
#include "shared/service/context.h"
#include "workers/interactions/filter.h"

namespace crow::interactions {

// Errors: unsupported_media_type, payload_too_large; invalid_argument for one event that is not
// sound, and for an array that is empty, longer than 500 or no JSON.
Task<Response> record_interactions(Context& context);
Task<RecordForService::Output> record_for_service(Context& context, RecordForService::Input input);

// Errors: invalid_argument, for paging or times that contradict themselves.
Task<ListInteractions::Output> list_interactions(Context& context, ListInteractions::Input input);
Task<ListOrganizationInteractions::Output> list_organization_interactions(
    Context& context, ListOrganizationInteractions::Input input);

// Errors: not_found, also for those of other organizations.
Task<GetInteraction::Output> get_interaction(Context& context, GetInteraction::Input input);

// Errors: invalid_argument, for times that contradict themselves or too many intervals.
Task<GetSummary::Output> get_summary(Context& context, GetSummary::Input input);
Task<GetOrganizationSummary::Output> get_organization_summary(Context& context,
                                                              GetOrganizationSummary::Input input);

// Errors: invalid_argument, for a time that does not end after its begin, or is too long.
Task<CountForService::Output> count_for_service(Context& context, CountForService::Input input);

// Errors: those of list_interactions; not_implemented and unavailable, for a search by meaning
// alone that cannot be had.
Task<SearchInteractions::Output> search_interactions(Context& context,
                                                     SearchInteractions::Input input);
Task<SearchOrganizationInteractions::Output> search_organization_interactions(
    Context& context, SearchOrganizationInteractions::Input input);

// Errors: invalid_argument, for an origin that is none.
Task<CreateWriteKey::Output> create_write_key(Context& context, CreateWriteKey::Input input);
Task<ListWriteKeys::Output> list_write_keys(Context& context, ListWriteKeys::Input input);
// Errors: not_found, also for keys of other organizations.
Task<RevokeWriteKey::Output> revoke_write_key(Context& context, RevokeWriteKey::Input input);

Task<RescoreBots::Output> rescore_bots(Context& context, RescoreBots::Input input);
// Errors: not_found, also for jobs of other organizations.
Task<GetJob::Output> get_interaction_job(Context& context, GetJob::Input input);

Task<EraseVisitor::Output> erase_visitor(Context& context, EraseVisitor::Input input);
Task<Response> export_visitor(Context& context);

Task<GetSettings::Output> get_settings(Context& context, GetSettings::Input input);
Task<UpdateSettings::Output> update_settings(Context& context, UpdateSettings::Input input);

}  // namespace crow::interactions
