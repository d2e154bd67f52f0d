#include "shared/core/text.h"
#include "workers/auth/erase-job.h"

namespace crow::auth {

sql::Bound<sql::None> erase_organization_soon(Context& context, std::string_view organization_id) {
  const std::string id = concat("erase_", organization_id);
  return enqueue<EraseOrganization>(context,
                                    {.organizationId = std::string(organization_id),
                                     .lastsUntil = Timestamp{context.now().ms + kErasingMs}},
                                    {.id = id, .organization_id = organization_id});
}

}  // namespace crow::auth
