#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input) {
  const auto current = co_await require_session(context);
  const std::string slug = input.organizationSlug.value_or("");
  const std::string id = organization_of(input.organizationId, current.session);
  if (slug.empty() && id.empty()) co_return GetOrganization::Output();
  auto found = slug.empty() ? co_await find_organization(context, current.user.id, id)
                            : co_await find_organization_by_slug(context, current.user.id, slug);
  if (!found) co_await refuse(kOrganizationNotFound);
  if (!found->role) {
    co_await activate(context, current.session.id, std::nullopt);
    co_await refuse(kNotAMember);
  }
  co_return std::move(found->organization);
}

}  // namespace crow::auth
