// What becomes of what images holds of an organization that was deleted.
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow::images {

// Erases a part of it.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

}  // namespace crow::images
