// What a member may do, as the identity database has it.
#pragma once

#include <optional>

#include "shared/core/error.h"
#include "shared/identity/caller.h"

namespace crow {

// The permissions of a role, less those in `disabled`: the JSON array that an admin's change left
// in member_permission.disabled. Owners and admins have all, whatever stands there.
//
// Errors: internal, when what is stored is no list of permissions.
Result<Permissions> permissions_of(Role role, const std::optional<RawJson>& disabled);

}  // namespace crow
