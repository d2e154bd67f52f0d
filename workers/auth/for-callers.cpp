#include "workers/auth/for-callers.h"

#include <algorithm>

#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr std::string_view kConflicts[] = {
    kOrganizationExists.code, kSlugTaken.code, kAlreadyMember.code, kAlreadyInvited.code,
    kInvitationLimit.code,    kOnlyOwner.code, kWithoutOwner.code,
};
constexpr std::string_view kMissing[] = {kMemberNotFound.code, kInvitationNotFound.code};
constexpr std::string_view kForbidden[] = {kNotAMember.code, kMayNotDeleteMember.code};

ErrorCode code_of(const Error& error) {
  if (std::ranges::contains(kConflicts, error.name)) return ErrorCode::conflict;
  if (std::ranges::contains(kMissing, error.name)) return ErrorCode::not_found;
  if (std::ranges::contains(kForbidden, error.name)) return ErrorCode::permission_denied;
  return error.code;
}

}  // namespace

void act_for(Context& context, const Actor& actor) {
  context.caller.user_id = actor.userId.value;
  context.caller.organization_id = actor.organizationId.value;
}

Error contract_error(Error error) {
  if (error.status == 0) return error;
  // The service that asks knew the caller; the account was deleted a moment ago.
  if (error.status == status_of(ErrorCode::unauthenticated))
    return {ErrorCode::permission_denied, "This account is gone."};
  error.code = code_of(error);
  if (!error.message.empty()) error.message += '.';
  error.name = {};
  error.status = 0;
  return error;
}

}  // namespace crow::auth
