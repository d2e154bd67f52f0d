#include <algorithm>

#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/json/read.h"
#include "workers/auth/handlers.h"
#include "workers/auth/ids.h"
#include "workers/auth/membership.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLifeMs = 2 * kDay;
constexpr std::int64_t kPendingMax = 100;

struct Standing {
  std::optional<std::string> memberId;
  std::int64_t pending = 0;
  static constexpr auto fields = describe(field<&Standing::memberId>("memberId", ""),
                                          field<&Standing::pending>("pending", ""));
};

// Whether the address belongs to a member, and how many invitations wait.
constexpr sql::Statement<Standing, std::string_view, std::string_view, Timestamp> kSelectStanding{
    "auth.invited_standing", R"sql(
  SELECT (SELECT m.id FROM user AS u
            JOIN member AS m ON m.user_id = u.id AND m.organization_id = ?1
           WHERE u.email = ?2) AS member_id,
         (SELECT count(*) FROM invitation
           WHERE organization_id = ?1 AND status = 'pending' AND expires_at >= ?3) AS pending
)sql"};

constexpr sql::Statement<Invitation, std::string_view, std::string_view, Timestamp> kSelectPending{
    "auth.pending_invitation", R"sql(
  SELECT organization_id, email, role, status, expires_at, created_at, inviter_id, id
    FROM invitation
   WHERE email = ?2 AND organization_id = ?1 AND status = 'pending' AND expires_at >= ?3
   ORDER BY created_at
   LIMIT 1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, Timestamp> kExtend{"auth.extend_invitation",
                                                                         R"sql(
  UPDATE invitation SET expires_at = ?2 WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Role,
                         std::string_view, Timestamp, Timestamp>
    kInsertInvitation{"auth.insert_invitation", R"sql(
  INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                          created_at)
  VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?7)
)sql"};

// Names of roles: a text with commas, or a list of texts.
Result<std::vector<std::string>> names_of(const RawJson& value) {
  std::vector<std::string> names;
  if (value.text.front() == '[') {
    auto list = json::read<std::vector<std::string>>(value.text);
    if (list) names = std::move(*list);
    if (!list) return refuse(400, "VALIDATION_ERROR", "[body.role] Invalid input");
  } else {
    const auto text = json::read<std::string>(value.text);
    if (!text) return refuse(400, "VALIDATION_ERROR", "[body.role] Invalid input");
    for (std::string_view rest = *text; !rest.empty();)
      names.emplace_back(trim(split_off(rest, ',')));
  }
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
  return names;
}

// The highest of several roles: a member has one.
Result<Role> highest_of(const std::vector<std::string>& names) {
  if (names.empty()) return refuse(kRoleNotFound);
  Role highest = Role::member;
  std::string unknown;
  for (const std::string& name : names) {
    const auto role = from_name<Role>(name);
    if (role) highest = std::min(highest, *role);
    if (!role) unknown += concat(unknown.empty() ? "" : ", ", name);
  }
  if (!unknown.empty()) return refuse(400, {}, concat("ROLE_NOT_FOUND: ", unknown));
  return highest;
}

}  // namespace

Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input) {
  const std::vector<std::string> role_names = co_await names_of(input.role);
  const auto current = co_await require_session(context);
  std::string organization = input.organizationId.value_or("");
  if (organization.empty()) organization = current.session.activeOrganizationId.value_or("");
  if (organization.empty()) co_await refuse(kOrganizationNotFound);
  const std::string email = to_lower(input.email);
  if (!EmailFormat::matches(email)) co_await refuse(kInvalidEmail);

  const auto inviter = co_await find_membership(context, current.user.id, organization);
  if (!inviter) co_await refuse(kMemberNotFound);
  const Permissions held = co_await permissions_of(inviter->role, inviter->disabled);
  if (!held.has(Permission::team_management)) co_await refuse(kMayNotInvite);
  const Role role = co_await highest_of(role_names);
  if (role == Role::owner && inviter->role != Role::owner) co_await refuse(kMayNotInviteRole);

  const Timestamp now = context.now();
  auto [standing, pending] =
      co_await context.database.batch(sql::bind(kSelectStanding, organization, email, now),
                                      sql::bind(kSelectPending, organization, email, now));
  if (standing.rows.front().memberId) co_await refuse(kAlreadyMember);
  const Timestamp expires{now.ms + kLifeMs};
  if (!pending.rows.empty()) {
    Invitation& earlier = pending.rows.front();
    if (!input.resend.value_or(false)) co_await refuse(kAlreadyInvited);
    if (earlier.role == Role::owner && inviter->role != Role::owner)
      co_await refuse(kMayNotInviteRole);
    co_await context.database.run(kExtend, earlier.id, expires);
    earlier.expiresAt = expires;
    co_return std::move(earlier);
  }
  if (standing.rows.front().pending >= kPendingMax) co_await refuse(kInvitationLimit);

  Invitation made{organization, email,           role,    InvitationStatus::pending, expires,
                  now,          current.user.id, new_id()};
  co_await context.database.run(kInsertInvitation, made.id, made.organizationId, made.email, role,
                                made.inviterId, expires, now);
  co_return made;
}

}  // namespace crow::auth
