#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<RemoveMember::Output> remove_member(Context& context, RemoveMember::Input input) {
  // Memberships of other organizations do not exist here, whatever the caller is there.
  co_await get_member(context, input);
  co_await have_written<auth::RemoveMemberFor>(
      context, {.actor = actor_of(context), .memberId = std::move(input.memberId)});
  co_return Nothing{};
}

}  // namespace crow::organizations
