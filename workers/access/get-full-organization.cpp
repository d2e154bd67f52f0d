#include <algorithm>

#include "shared/core/text.h"
#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kMembersMax = 100;

constexpr sql::Statement<MemberRow, std::string_view, std::int64_t> kSelectMembers{
    "auth.list_members", sql::text<"SELECT ", kMemberColumns,
                                   " FROM member AS m JOIN user AS u ON u.id = m.user_id"
                                   " WHERE m.organization_id = ?1"
                                   " ORDER BY m.created_at, m.id LIMIT ?2">};

// As JavaScript's parseInt: the digits at the beginning; nothing and 0 mean all.
std::int64_t limit_of(const std::optional<std::string>& text) {
  const std::string_view digits = text ? std::string_view(*text) : std::string_view();
  const auto limit = to_number(digits.substr(0, digits.find_first_not_of("0123456789")));
  return limit && *limit > 0 ? std::min(*limit, kMembersMax) : kMembersMax;
}

}  // namespace

Task<GetFullOrganization::Output> get_full_organization(Context& context,
                                                        GetFullOrganization::Input input) {
  const auto current = co_await require_session(context);
  auto found =
      co_await show_organization(context, current, input.organizationId, input.organizationSlug);
  if (!found) co_return GetFullOrganization::Output();
  auto [members, invitations] = co_await context.database.batch(
      sql::bind(kSelectMembers, found->organization.id, limit_of(input.membersLimit)),
      select_invitations(found->organization.id));

  GetFullOrganization::Full full;
  full.organization = std::move(found->organization);
  for (Invitation& invitation : invitations.rows)
    if (may_see_invitation(*found->role, invitation))
      full.invitations.push_back(std::move(invitation));
  for (MemberRow& row : members.rows) full.members.push_back(with_user(std::move(row)));
  co_return full;
}

}  // namespace crow::auth
