#include "workers/access/membership.h"

#include "workers/access/member.h"
#include "workers/access/organization.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Membership, std::string_view, std::string_view> kSelectMembership{
    "auth.find_membership", R"sql(
  SELECT m.role, p.disabled
    FROM member AS m
    LEFT JOIN member_permission AS p
      ON p.user_id = m.user_id AND p.organization_id = m.organization_id
   WHERE m.user_id = ?1 AND m.organization_id = ?2
)sql"};

}  // namespace

Task<std::optional<Membership>> find_membership(const Context& context, std::string_view user_id,
                                                std::string_view organization_id) {
  return context.database.find(kSelectMembership, user_id, organization_id);
}

Task<MembershipOf> require_membership(Context& context, const CurrentSession& current,
                                      const std::optional<std::string>& id,
                                      const std::optional<std::string>& slug) {
  MembershipOf of{.organization_id = organization_of(id, current.session), .membership = {}};
  if (slug && !slug->empty()) {
    auto found = co_await find_organization_by_slug(context, current.user.id, *slug);
    if (!found) co_await refuse(kOrganizationNotFound);
    of.organization_id = std::move(found->organization.id);
  }
  if (of.organization_id.empty()) co_await refuse(kNoActiveOrganization);
  auto membership = co_await find_membership(context, current.user.id, of.organization_id);
  if (!membership) co_await refuse(kNotAMemberHere);
  of.membership = std::move(*membership);
  co_return of;
}

Task<bool> may_manage_keys(const Context& context, std::string_view user_id,
                           std::string_view organization_id) {
  const auto membership = co_await find_membership(context, user_id, organization_id);
  if (!membership) co_return false;
  const Permissions held = co_await permissions_of(membership->role, membership->disabled);
  co_return held.has(Permission::api_key_management);
}

}  // namespace crow::auth
