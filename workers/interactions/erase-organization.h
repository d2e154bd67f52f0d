// What becomes of what interactions holds of an organization that was deleted.
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow::interactions {

// Erases a part of it.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

}  // namespace crow::interactions
