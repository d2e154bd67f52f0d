#include "shared/core/text.h"
#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/access/role-names.h"
#include "workers/auth/audit.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<Member, std::string_view> kSelectMember{"access.find_member_by_id", R"sql(
  SELECT organization_id, user_id, role, created_at, id FROM member WHERE id = ?1
)sql"};

// An organization keeps its last owner, whatever two of them do at once.
constexpr sql::Statement<sql::None, std::string_view, Role> kSetRole{"access.set_role", R"sql(
  UPDATE member SET role = ?2
   WHERE id = ?1
     AND (role <> 'owner' OR ?2 = 'owner'
          OR (SELECT count(*) FROM member AS o
               WHERE o.organization_id = member.organization_id AND o.role = 'owner') > 1)
)sql"};

}  // namespace

Task<UpdateMemberRole::Output> update_member_role(Context& context, UpdateMemberRole::Input input) {
  const std::vector<std::string> names = co_await role_names_of(input.role);
  const auto current = co_await require_session(context);
  if (names.empty()) co_await refuse(kBadRequest);
  const std::string organization = organization_of(input.organizationId, current.session);
  if (organization.empty()) co_await refuse(kNoActiveOrganization);
  const auto own = co_await find_membership(context, current.user.id, organization);
  if (!own) co_await refuse(kMemberNotFound);
  auto member = co_await context.database.find(kSelectMember, input.memberId);
  if (!member) co_await refuse(kMemberNotFound);

  // Only owners make owners, and change them.
  std::string unknown;
  const Role role = highest_role(names, unknown);
  const bool is_owner = own->role == Role::owner;
  const bool sets_owner = role == Role::owner;
  if (member->organizationId != organization || own->role == Role::member ||
      (!is_owner && (member->role == Role::owner || sets_owner)))
    co_await refuse(kMayNotUpdateMember);
  if (!unknown.empty()) co_await refuse(400, "ROLE_NOT_FOUND", concat("ROLE_NOT_FOUND: ", unknown));
  const auto [set, logged] = co_await context.database.batch(
      sql::bind(kSetRole, member->id, role),
      log_event(context, {.action = AuditAction::member_role_changed,
                          .organization_id = organization,
                          .actor_id = current.user.id,
                          .subject_id = member->userId,
                          .detail = {{"from", std::string(name_of(member->role))},
                                     {"to", std::string(name_of(role))}},
                          .only_if_changed = true}));
  if (set.changes == 0) co_await refuse(kWithoutOwner);
  member->role = role;
  co_return std::move(*member);
}

}  // namespace crow::auth
