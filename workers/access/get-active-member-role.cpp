#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<GetActiveMemberRole::Output> get_active_member_role(Context& context,
                                                         GetActiveMemberRole::Input input) {
  const auto current = co_await require_session(context);
  std::string id = organization_of(input.organizationId, current.session);
  if (input.organizationSlug && !input.organizationSlug->empty()) {
    auto found =
        co_await find_organization_by_slug(context, current.user.id, *input.organizationSlug);
    if (!found) co_await refuse(kOrganizationNotFound);
    id = std::move(found->organization.id);
  }
  if (id.empty()) co_await refuse(kNoActiveOrganization);
  const auto own = co_await find_membership(context, current.user.id, id);
  if (!own) co_await refuse(kNotAMemberHere);
  if (!input.userId || input.userId->empty()) co_return GetActiveMemberRole::Output{own->role};
  const auto other = co_await find_membership(context, *input.userId, id);
  if (!other) co_await refuse(kNotAMemberHere);
  co_return GetActiveMemberRole::Output{other->role};
}

}  // namespace crow::auth
