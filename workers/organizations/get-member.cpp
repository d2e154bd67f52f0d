#include "shared/identity/picture-url.h"
#include "workers/organizations/handlers.h"

namespace crow::organizations {
namespace {

constexpr sql::Statement<Member, std::string_view, std::string_view> kSelectMember{
    "organizations.get_member", R"sql(
  SELECT m.id, m.user_id, u.name, u.email, u.image AS profile_picture_url, m.role, m.created_at
    FROM member AS m
    JOIN user AS u ON u.id = m.user_id
   WHERE m.id = ?2 AND m.organization_id = ?1
)sql"};

}  // namespace

Task<GetMember::Output> get_member(Context& context, GetMember::Input input) {
  auto member = co_await context.database.find(kSelectMember, input.id, input.memberId);
  co_await require(member.has_value(), ErrorCode::not_found, "There is no such member.");
  keep_own_picture(member->profilePictureUrl, member->userId);
  co_return std::move(*member);
}

}  // namespace crow::organizations
