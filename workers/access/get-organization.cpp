#include "workers/access/handlers.h"
#include "workers/access/organization.h"

namespace crow::auth {

Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input) {
  const auto current = co_await require_session(context);
  auto found =
      co_await show_organization(context, current, input.organizationId, input.organizationSlug);
  if (!found) co_return GetOrganization::Output();
  co_return std::move(found->organization);
}

}  // namespace crow::auth
