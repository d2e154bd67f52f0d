#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<UpdateMember::Output> update_member(Context& context, UpdateMember::Input input) {
  // Memberships of other organizations do not exist here, whatever the caller is there.
  co_await get_member(context, {input.id, input.memberId});
  co_await have_written<auth::UpdateMemberRoleFor>(
      context, {.actor = actor_of(context), .memberId = input.memberId, .role = input.role});
  co_return co_await get_member(context, {std::move(input.id), std::move(input.memberId)});
}

}  // namespace crow::organizations
