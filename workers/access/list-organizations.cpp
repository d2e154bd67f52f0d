#include "workers/access/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Organization, std::string_view> kSelectOrganizations{
    "auth.list_organizations", R"sql(
  SELECT o.name, o.slug, o.logo, o.created_at, o.metadata, o.id
    FROM member AS m
    JOIN organization AS o ON o.id = m.organization_id
   WHERE m.user_id = ?1
   ORDER BY m.created_at, m.id
   LIMIT 100
)sql"};

}  // namespace

Task<ListOrganizations::Output> list_organizations(Context& context, ListOrganizations::Input) {
  const auto current = co_await require_session(context);
  co_return co_await context.database.all(kSelectOrganizations, current.user.id);
}

}  // namespace crow::auth
