#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {

Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input) {
  co_return co_await have_written<auth::InviteMemberFor>(context,
                                                         {.actor = actor_of(context),
                                                          .email = std::move(input.email.value),
                                                          .role = input.role,
                                                          .resend = input.resend});
}

}  // namespace crow::organizations
