#include "shared/core/text.h"
#include "workers/organizations/handlers.h"
#include "workers/organizations/writes.h"

namespace crow::organizations {
namespace {

struct Row {
  auth::InvitationStatus status{};
  static constexpr auto fields = describe(field<&Row::status>("status", ""));
};

constexpr sql::Statement<Row, std::string_view, std::string_view, bool> kSelectInvitation{
    "organizations.find_invitation", R"sql(
  SELECT status FROM invitation
   WHERE id = ?1 AND organization_id = ?2 AND (?3 OR role <> 'owner')
)sql"};

}  // namespace

Task<CancelInvitation::Output> cancel_invitation(Context& context, CancelInvitation::Input input) {
  // What the list does not show does not exist here either.
  const auto found = co_await context.database.find(kSelectInvitation, input.invitationId, input.id,
                                                    context.caller.role == Role::owner);
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such invitation.");
  co_await require(found->status == auth::InvitationStatus::pending, ErrorCode::conflict,
                   concat("The invitation is ", name_of(found->status), " already."));
  co_await have_written<auth::CancelInvitationFor>(
      context, {.actor = actor_of(context), .invitationId = std::move(input.invitationId)});
  co_return Nothing{};
}

}  // namespace crow::organizations
