#include "shared/identity/picture-url.h"
#include "shared/service/list.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

constexpr ListQuery<Member, std::string_view> kMembers{{"organizations.list_members", R"sql(
  SELECT m.id, m.user_id, u.name, u.email, u.image AS profile_picture_url, m.role,
         m.created_at, m.created_at AS place_time, m.id AS place_id
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1
     AND (m.created_at, m.id) > (coalesce(?2, -1), ?3)
   ORDER BY m.created_at, m.id
   LIMIT ?4 OFFSET ?5
)sql"},
                                                       {"organizations.count_members", R"sql(
  SELECT count(*) AS total FROM member WHERE organization_id = ?1
)sql"}};

}  // namespace

Task<ListMembers::Output> list_members(Context& context, ListMembers::Input input) {
  auto page = co_await read_list(context.database, kMembers, input.paging, input.id);
  for (Member& member : page.data) keep_own_picture(member.profilePictureUrl, member.userId);
  co_return page;
}

}  // namespace crow::organizations
