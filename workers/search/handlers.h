// What search does, a function for each operation of shared/contracts/search.h.
#pragma once

#include "shared/contracts/search.h"
#include "shared/service/context.h"

namespace crow::search {

// Errors of all: invalid_argument, for paging that contradicts itself.

Task<ListProducts::Output> list_products(Context& context, ListProducts::Input input);
Task<ListOrganizationProducts::Output> list_organization_products(
    Context& context, ListOrganizationProducts::Input input);

// Errors: not_implemented and unavailable, for a search by meaning that cannot be had.
Task<SearchProducts::Output> search_products(Context& context, SearchProducts::Input input);
Task<SearchOrganizationProducts::Output> search_organization_products(
    Context& context, SearchOrganizationProducts::Input input);

Task<CountForService::Output> count_for_service(Context& context, CountForService::Input input);

}  // namespace crow::search
