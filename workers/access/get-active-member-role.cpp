#include "workers/access/handlers.h"
#include "workers/access/membership.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<GetActiveMemberRole::Output> get_active_member_role(Context& context,
                                                         GetActiveMemberRole::Input input) {
  const auto current = co_await require_session(context);
  const auto [id, own] =
      co_await require_membership(context, current, input.organizationId, input.organizationSlug);
  if (!input.userId || input.userId->empty()) co_return GetActiveMemberRole::Output{own.role};
  const auto other = co_await find_membership(context, *input.userId, id);
  if (!other) co_await refuse(kNotAMemberHere);
  co_return GetActiveMemberRole::Output{other->role};
}

}  // namespace crow::auth
