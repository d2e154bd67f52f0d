// What organizations does, a function for each operation of shared/contracts/organizations.h.
#pragma once

#include "shared/contracts/organizations.h"
#include "shared/service/context.h"

namespace crow::organizations {

// Errors: invalid_argument, for a cursor that is not one.
Task<ListOrganizations::Output> list_organizations(Context& context,
                                                   ListOrganizations::Input input);

// Errors: permission_denied, also when the organization is gone or the caller has left it.
Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input);

// Errors: invalid_argument, for a cursor that is not one.
Task<ListMembers::Output> list_members(Context& context, ListMembers::Input input);

}  // namespace crow::organizations
