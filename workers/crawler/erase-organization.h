// What becomes of what crawler holds of an organization that was deleted.
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow::crawler {

// Erases a part of it.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

}  // namespace crow::crawler
