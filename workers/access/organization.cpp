#include "workers/access/organization.h"

#include "shared/sql/text.h"
#include "workers/access/member.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr sql::Piece kSelect{
    "SELECT o.name, o.slug, o.logo, o.created_at, o.metadata, o.id, m.role"
    " FROM organization AS o"
    " LEFT JOIN member AS m ON m.organization_id = o.id AND m.user_id = ?2"};
constexpr sql::Statement<OrganizationRow, std::string_view, std::string_view> kSelectById{
    "auth.find_organization", sql::text<kSelect, " WHERE o.id = ?1">};
constexpr sql::Statement<OrganizationRow, std::string_view, std::string_view> kSelectBySlug{
    "auth.find_organization_by_slug", sql::text<kSelect, " WHERE o.slug = ?1">};

constexpr sql::Statement<sql::None, std::string_view, std::optional<std::string>> kActivate{
    "auth.activate_organization", R"sql(
  UPDATE session SET active_organization_id = ?2 WHERE id = ?1
)sql"};

}  // namespace

Task<std::optional<OrganizationRow>> find_organization(const Context& context,
                                                       std::string_view user_id,
                                                       std::string_view id) {
  return context.database.find(kSelectById, id, user_id);
}

Task<std::optional<OrganizationRow>> find_organization_by_slug(const Context& context,
                                                               std::string_view user_id,
                                                               std::string_view slug) {
  return context.database.find(kSelectBySlug, slug, user_id);
}

Task<std::optional<OrganizationRow>> show_organization(const Context& context,
                                                       const CurrentSession& current,
                                                       const std::optional<std::string>& id,
                                                       const std::optional<std::string>& slug) {
  const std::string asked = slug.value_or("");
  const std::string named = organization_of(id, current.session);
  if (asked.empty() && named.empty()) co_return std::nullopt;
  auto found = asked.empty() ? co_await find_organization(context, current.user.id, named)
                             : co_await find_organization_by_slug(context, current.user.id, asked);
  if (!found) co_await refuse(kOrganizationNotFound);
  if (!found->role) {
    co_await activate(context, current.session, std::nullopt);
    co_await refuse(kNotAMember);
  }
  co_return std::move(found);
}

sql::Bound<sql::None> activation(std::string_view session_id,
                                 std::optional<std::string> organization_id) {
  return sql::bind(kActivate, session_id, std::move(organization_id));
}

Task<> activate(const Context& context, const Session& session,
                std::optional<std::string> organization_id) {
  co_await context.database.batch(activation(session.id, std::move(organization_id)));
  co_await forget_sessions_of(context, session.userId);
}

}  // namespace crow::auth
