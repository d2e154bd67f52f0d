// What becomes of the catalog of an organization that was deleted. It is erased here, and not by
// products, which has no room for it; both have one database.
#pragma once

#include "shared/contracts/erasure.h"
#include "shared/service/context.h"

namespace crow::search {

// Erases a part of it, vectors included.
Task<EraseOrganization::Output> erase_organization(Context& context,
                                                   EraseOrganization::Input input);

}  // namespace crow::search
