// Members, as the operations that find one share them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/contracts/auth/members.h"
#include "shared/service/context.h"
#include "shared/sql/text.h"
#include "workers/auth/session.h"

namespace crow::auth {

// A membership beside whose it is, as one row.
struct MemberRow {
  Member member;
  std::string name, email;
  std::optional<std::string> image;

  static constexpr auto fields =
      describe(embed<&MemberRow::member>(), field<&MemberRow::name>("name", ""),
               field<&MemberRow::email>("email", ""), field<&MemberRow::image>("image", ""));
};

// Its columns, of `member` as m and `user` as u.
inline constexpr sql::Piece kMemberColumns{
    "m.organization_id, m.user_id, m.role, m.created_at, m.id, u.name, u.email, u.image"};

MemberWithUser with_user(MemberRow row);

// A user's membership; absent for strangers and organizations that do not exist.
Task<std::optional<MemberRow>> find_member(const Context& context, std::string_view user_id,
                                           std::string_view organization_id);

// The statement that ends a membership, unless it is the last owner's: then it changes nothing.
sql::Bound<sql::None> delete_member(std::string_view member_id);

// The organization that an operation is for: the one given, else the session's; empty without both.
std::string organization_of(const std::optional<std::string>& given, const Session& session);

}  // namespace crow::auth
