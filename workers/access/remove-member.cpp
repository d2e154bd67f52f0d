#include "shared/core/text.h"
#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/access/organization.h"
#include "workers/auth/audit.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

// ?2 is a membership or an address: neither can be the other.
constexpr sql::Statement<MemberRow, std::string_view, std::string_view> kSelectMember{
    "access.find_member_to_remove", R"sql(
  SELECT m.organization_id, m.user_id, m.role, m.created_at, m.id, u.name, u.email, u.image
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1 AND (m.id = ?2 OR u.email = ?2)
   LIMIT 1
)sql"};

}  // namespace

Task<RemoveMember::Output> remove_member(Context& context, RemoveMember::Input input) {
  const auto current = co_await require_session(context);
  const std::string organization = organization_of(input.organizationId, current.session);
  if (organization.empty()) co_await refuse(kNoActiveOrganization);
  const auto own = co_await find_membership(context, current.user.id, organization);
  if (!own) co_await refuse(kMemberNotFound);
  const bool by_address = input.memberIdOrEmail.find('@') != std::string::npos;
  auto row = co_await context.database.find(
      kSelectMember, organization,
      by_address ? to_lower(input.memberIdOrEmail) : input.memberIdOrEmail);
  if (!row) co_await refuse(kMemberNotFound);
  if (row->member.role == Role::owner && own->role != Role::owner) co_await refuse(kOnlyOwner);
  if (own->role == Role::member) co_await refuse(kMayNotDeleteMember);

  auto [deleted, logged] = co_await context.database.batch(
      delete_member(row->member.id), log_event(context, {.action = AuditAction::member_removed,
                                                         .organization_id = organization,
                                                         .actor_id = current.user.id,
                                                         .subject_id = row->member.userId,
                                                         .detail = {{"email", row->email}},
                                                         .only_if_changed = true}));
  if (deleted.changes == 0) co_await refuse(kOnlyOwner);
  if (row->member.userId == current.user.id && current.session.activeOrganizationId == organization)
    co_await activate(context, current.session, std::nullopt);
  MemberWithUser removed = with_user(std::move(*row));
  RemoveMember::Output output;
  output.member.member = std::move(removed.member);
  if (by_address) output.member.user = std::move(removed.user);
  co_return output;
}

}  // namespace crow::auth
