// What becomes of what imports holds of an organization that was deleted.
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow::imports {

// Erases a part of it.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

}  // namespace crow::imports
