#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<LeaveOrganization::Output> leave_organization(Context& context, LeaveOrganization::Input) {
  co_await have_written<auth::LeaveOrganizationFor>(context, actor_of(context));
  co_return Nothing{};
}

}  // namespace crow::organizations
