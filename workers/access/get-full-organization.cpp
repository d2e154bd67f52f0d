#include <algorithm>

#include "shared/core/text.h"
#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kMembersMax = 100;

constexpr sql::Statement<MemberRow, std::string_view, std::int64_t> kSelectMembers{
    "auth.list_members", R"sql(
  SELECT m.organization_id, m.user_id, m.role, m.created_at, m.id, u.name, u.email, u.image
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1
   ORDER BY m.created_at, m.id
   LIMIT ?2
)sql"};

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
  const std::string slug = input.organizationSlug.value_or("");
  std::string id = input.organizationId.value_or("");
  if (id.empty()) id = current.session.activeOrganizationId.value_or("");
  if (slug.empty() && id.empty()) co_return GetFullOrganization::Output();

  auto found = slug.empty() ? co_await find_organization(context, current.user.id, id)
                            : co_await find_organization_by_slug(context, current.user.id, slug);
  if (!found) co_await refuse(kOrganizationNotFound);
  if (!found->role) {
    co_await activate(context, current.session.id, std::nullopt);
    co_await refuse(kNotAMember);
  }
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
