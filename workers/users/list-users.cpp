#include "shared/identity/picture-url.h"
#include "shared/service/list.h"
#include "workers/users/handlers.h"

namespace crow::users {
namespace {

constexpr ListQuery<User, std::string_view> kUsers{{"users.list", R"sql(
  SELECT u.id, u.name, u.email, u.email_verified, u.image AS profile_picture_url,
         m.role, u.created_at, u.updated_at, m.created_at AS place_time, m.id AS place_id
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1
     AND (m.created_at, m.id) > (coalesce(?2, -1), ?3)
   ORDER BY m.created_at, m.id
   LIMIT ?4 OFFSET ?5
)sql"},
                                                   {"users.count", R"sql(
  SELECT count(*) AS total FROM member WHERE organization_id = ?1
)sql"}};

}  // namespace

Task<ListUsers::Output> list_users(Context& context, ListUsers::Input input) {
  auto page = co_await read_list(context.database, kUsers, input.paging, input.organizationId);
  for (User& user : page.data) keep_own_picture(user.profilePictureUrl, user.id);
  co_return page;
}

}  // namespace crow::users
