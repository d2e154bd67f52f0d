#include "shared/core/text.h"
#include "shared/identity/picture-url.h"
#include "shared/service/list.h"
#include "workers/users/handlers.h"

namespace crow::users {
namespace {

// An organization has some hundred members at most, so their addresses are compared one by one.
constexpr ListQuery<FoundUser, std::string_view, std::string_view> kFound{{"users.search", R"sql(
  SELECT u.id, u.name, u.email, u.email_verified, u.image AS profile_picture_url,
         m.role, u.created_at, u.updated_at,
         CAST(length(?2) AS REAL) / length(u.email) AS score,
         length(u.email) AS place_time, m.id AS place_id
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1
     AND substr(u.email, 1, length(?2)) = ?2
     AND (length(u.email), m.id) > (coalesce(?3, -1), ?4)
   ORDER BY length(u.email), m.id
   LIMIT ?5 OFFSET ?6
)sql"},
                                                                          {"users.count_found",
                                                                           R"sql(
  SELECT count(*) AS total
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.organization_id = ?1 AND substr(u.email, 1, length(?2)) = ?2
)sql"}};

}  // namespace

Task<SearchUsers::Output> search_users(Context& context, SearchUsers::Input input) {
  const std::string begin = to_lower(input.q.value);
  auto page = co_await read_list(context.database, kFound, input.paging,
                                 context.caller.organization_id, begin);
  for (FoundUser& found : page.data) keep_own_picture(found.user.profilePictureUrl, found.user.id);
  co_return page;
}

}  // namespace crow::users
