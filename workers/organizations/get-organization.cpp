#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

constexpr sql::Statement<Organization, std::string_view, std::string_view> kSelectOrganization{
    "organizations.get", R"sql(
  SELECT o.id, o.name, o.slug, o.logo, m.role,
         (SELECT count(*) FROM member WHERE organization_id = o.id) AS member_count,
         o.created_at
    FROM organization AS o
    JOIN member AS m ON m.organization_id = o.id AND m.user_id = ?2
   WHERE o.id = ?1
)sql"};

}  // namespace

Task<GetOrganization::Output> get_organization(Context& context, GetOrganization::Input input) {
  auto organization =
      co_await context.database.find(kSelectOrganization, input.id, context.caller.user_id);
  // The internal token outlives a membership by seconds.
  co_await require(organization.has_value(), ErrorCode::permission_denied,
                   "This organization is not the caller's.");
  co_return std::move(*organization);
}

}  // namespace crow::organizations
