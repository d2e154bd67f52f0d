#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<DeleteOrganization::Output> delete_organization(Context& context, DeleteOrganization::Input) {
  co_await have_written<auth::DeleteOrganizationFor>(context, actor_of(context));
  co_return Nothing{};
}

}  // namespace crow::organizations
