#include "shared/service/list.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

// A person belongs to few organizations, so their memberships are sorted without an index.
constexpr ListQuery<Organization, std::string_view> kOrganizations{{"organizations.list", R"sql(
  SELECT o.id, o.name, o.slug, o.logo, m.role,
         (SELECT count(*) FROM member WHERE organization_id = o.id) AS member_count,
         o.created_at, m.created_at AS place_time, m.id AS place_id
    FROM member AS m
    JOIN organization AS o ON o.id = m.organization_id
   WHERE m.user_id = ?1
     AND (m.created_at, m.id) > (coalesce(?2, -1), ?3)
   ORDER BY m.created_at, m.id
   LIMIT ?4 OFFSET ?5
)sql"},
                                                                   {"organizations.count", R"sql(
  SELECT count(*) AS total FROM member WHERE user_id = ?1
)sql"}};

}  // namespace

Task<ListOrganizations::Output> list_organizations(Context& context,
                                                   ListOrganizations::Input input) {
  co_return co_await read_list(context.database, kOrganizations, input, context.caller.user_id);
}

}  // namespace crow::organizations
