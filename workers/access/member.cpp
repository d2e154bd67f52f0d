#include "workers/access/member.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<MemberRow, std::string_view, std::string_view> kSelectMember{
    "access.find_member", sql::text<"SELECT ", kMemberColumns,
                                    " FROM member AS m JOIN user AS u ON u.id = m.user_id"
                                    " WHERE m.user_id = ?1 AND m.organization_id = ?2">};

// An organization keeps its last owner, whatever two of them do at once.
constexpr sql::Statement<sql::None, std::string_view> kDeleteMember{"access.delete_member", R"sql(
  DELETE FROM member
   WHERE id = ?1
     AND (role <> 'owner'
          OR (SELECT count(*) FROM member AS o
               WHERE o.organization_id = member.organization_id AND o.role = 'owner') > 1)
)sql"};

}  // namespace

MemberWithUser with_user(MemberRow row) {
  Profile profile{row.member.userId, std::move(row.name), std::move(row.email),
                  std::move(row.image)};
  return {std::move(row.member), std::move(profile)};
}

Task<std::optional<MemberRow>> find_member(const Context& context, std::string_view user_id,
                                           std::string_view organization_id) {
  return context.database.find(kSelectMember, user_id, organization_id);
}

sql::Bound<sql::None> delete_member(std::string_view member_id) {
  return sql::bind(kDeleteMember, member_id);
}

std::string organization_of(const std::optional<std::string>& given, const Session& session) {
  if (given && !given->empty()) return *given;
  return session.activeOrganizationId.value_or("");
}

}  // namespace crow::auth
