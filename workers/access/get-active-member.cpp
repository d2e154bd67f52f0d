#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<GetActiveMember::Output> get_active_member(Context& context, GetActiveMember::Input) {
  const auto current = co_await require_session(context);
  if (!current.session.activeOrganizationId) co_await refuse(kNoActiveOrganization);
  auto found =
      co_await find_member(context, current.user.id, *current.session.activeOrganizationId);
  if (!found) co_await refuse(kMemberNotFound);
  co_return with_user(std::move(*found));
}

}  // namespace crow::auth
