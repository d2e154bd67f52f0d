#include "workers/access/membership.h"

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

Task<bool> may_manage_keys(const Context& context, std::string_view user_id,
                           std::string_view organization_id) {
  const auto membership = co_await find_membership(context, user_id, organization_id);
  if (!membership) co_return false;
  const Permissions held = co_await permissions_of(membership->role, membership->disabled);
  co_return held.has(Permission::api_key_management);
}

}  // namespace crow::auth
