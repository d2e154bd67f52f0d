#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/auth/audit.h"
#include "workers/auth/ids.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kMembersMax = 100;

struct Count {
  std::int64_t members = 0;
  static constexpr auto fields = describe(field<&Count::members>("members", ""));
};

constexpr sql::Statement<Count, std::string_view> kCountMembers{"auth.count_members", R"sql(
  SELECT count(*) AS members FROM member WHERE organization_id = ?1
)sql"};

// The three happen together, and only while the invitation is pending and there is room: of two who
// accept at once, one does.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::string_view, Role, Timestamp, std::int64_t>
    kInsertMember{"auth.insert_invited_member", R"sql(
  INSERT INTO member (id, organization_id, user_id, role, created_at)
  SELECT ?2, ?3, ?4, ?5, ?6
   WHERE EXISTS (SELECT 1 FROM invitation WHERE id = ?1 AND status = 'pending')
     AND (SELECT count(*) FROM member WHERE organization_id = ?3) < ?7
)sql"};

constexpr sql::Statement<sql::None, std::string_view> kAccept{"auth.accept_invitation", R"sql(
  UPDATE invitation SET status = 'accepted' WHERE id = ?1 AND changes() > 0
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view> kActivate{
    "auth.activate_joined_organization", R"sql(
  UPDATE session SET active_organization_id = ?2
   WHERE id = ?1
     AND EXISTS (SELECT 1 FROM member WHERE organization_id = ?2 AND user_id = ?3)
)sql"};

}  // namespace

Task<AcceptInvitation::Output> accept_invitation(Context& context, AcceptInvitation::Input input) {
  const auto current = co_await require_session(context);
  auto found = co_await find_invitation(context, input.invitationId);
  const Timestamp now = context.now();
  if (!found || found->expiresAt < now || found->status != InvitationStatus::pending)
    co_await refuse(kInvitationNotFound);
  if (found->email != current.user.email) co_await refuse(kNotTheRecipient);
  const auto count = co_await context.database.find(kCountMembers, found->organizationId);
  if (count->members >= kMembersMax) co_await refuse(kMembershipLimit);

  const Member member{found->organizationId, current.user.id, found->role, now, new_id()};
  auto stored =
      co_await context.database
          .batch(sql::bind(kInsertMember, found->id, member.id, member.organizationId,
                           member.userId, member.role, now, kMembersMax),
                 sql::bind(kAccept, found->id),
                 log_event(context, {.action = AuditAction::member_joined,
                                     .organization_id = member.organizationId,
                                     .actor_id = member.userId,
                                     .subject_id = found->id,
                                     .detail = {{"role", std::string(name_of(member.role))}},
                                     .only_if_changed = true}),
                 sql::bind(kActivate, current.session.id, member.organizationId, member.userId))
          .as_result();
  if (!stored && is_taken(stored.error(), "member.user_id")) co_await refuse(kAlreadyMember);
  const auto [inserted, accepted, logged, activated] = co_await std::move(stored);
  // Another was faster: the answer is that of who comes later.
  if (accepted.changes == 0) co_return co_await accept_invitation(context, std::move(input));
  co_await forget_sessions_of(context, member.userId);
  found->status = InvitationStatus::accepted;
  co_return AcceptInvitation::Output{std::move(*found), member};
}

}  // namespace crow::auth
