#include "workers/access/organization.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<OrganizationRow, std::string_view, std::string_view> kSelectById{
    "auth.find_organization", R"sql(
  SELECT o.name, o.slug, o.logo, o.created_at, o.metadata, o.id, m.role
    FROM organization AS o
    LEFT JOIN member AS m ON m.organization_id = o.id AND m.user_id = ?2
   WHERE o.id = ?1
)sql"};

constexpr sql::Statement<OrganizationRow, std::string_view, std::string_view> kSelectBySlug{
    "auth.find_organization_by_slug", R"sql(
  SELECT o.name, o.slug, o.logo, o.created_at, o.metadata, o.id, m.role
    FROM organization AS o
    LEFT JOIN member AS m ON m.organization_id = o.id AND m.user_id = ?2
   WHERE o.slug = ?1
)sql"};

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

Task<> activate(const Context& context, std::string_view session_id,
                std::optional<std::string> organization_id) {
  co_await context.database.run(kActivate, session_id, organization_id);
}

}  // namespace crow::auth
