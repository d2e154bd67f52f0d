#include "shared/core/plain-name.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "workers/access/handlers.h"
#include "workers/access/member.h"
#include "workers/access/membership.h"
#include "workers/access/role-names.h"
#include "workers/auth/attempts.h"
#include "workers/auth/audit.h"
#include "workers/auth/ids.h"
#include "workers/auth/mail.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr std::int64_t kLifeMs = 2 * kDay;
constexpr std::int64_t kPendingMax = 100;

struct Standing {
  std::optional<std::string> memberId;
  std::int64_t pending = 0;
  std::string organizationName;
  static constexpr auto fields =
      describe(field<&Standing::memberId>("memberId", ""), field<&Standing::pending>("pending", ""),
               field<&Standing::organizationName>("organizationName", ""));
};

// Whether the address belongs to a member, and how many invitations wait.
constexpr sql::Statement<Standing, std::string_view, std::string_view, Timestamp> kSelectStanding{
    "auth.invited_standing", R"sql(
  SELECT (SELECT m.id FROM user AS u
            JOIN member AS m ON m.user_id = u.id AND m.organization_id = ?1
           WHERE u.email = ?2) AS member_id,
         (SELECT count(*) FROM invitation
           WHERE organization_id = ?1 AND status = 'pending' AND expires_at >= ?3) AS pending,
         (SELECT name FROM organization WHERE id = ?1) AS organization_name
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

// When another invited the address meanwhile, or the last that there was room for, the id is NULL,
// which may not be, and the batch fails with its mail.
constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Role,
                         std::string_view, Timestamp, Timestamp, std::int64_t>
    kInsertInvitation{"auth.insert_invitation", R"sql(
  INSERT INTO invitation (id, organization_id, email, role, status, inviter_id, expires_at,
                          created_at)
  SELECT iif(max(email = ?3) IS NOT 1 AND count(*) < ?8, ?1, NULL),
         ?2, ?3, ?4, 'pending', ?5, ?6, ?7
    FROM invitation
   WHERE organization_id = ?2 AND status = 'pending' AND expires_at >= ?7
)sql"};
constexpr std::string_view kLost = "NOT NULL constraint failed: invitation.id";

// Strangers get it, so what the inviter chose stands there as names, and as no more than that.
Mail invitation_mail(const Invitation& invitation, std::string_view organization_name,
                     std::string_view inviter_name) {
  const std::string organization = plain_name(organization_name);
  const std::string inviter = plain_name(inviter_name);
  Mail mail;
  mail.kind = MailKind::invitation;
  mail.to = invitation.email;
  mail.invitation = invitation.id;
  mail.url = concat(variable_or("APP_URL", variable_or("BASE_URL", {})), "/accept-invitation/",
                    invitation.id);
  mail.subject = concat("Join ", organization);
  mail.text = concat("Hello,\n\n\"", inviter, "\" invites you to \"", organization,
                     "\". Follow this link to join:\n\n", mail.url,
                     "\n\nThe invitation is good for two days.\n");
  return mail;
}

// Writes, and has the mail sent, if any.
Task<> store(Context& context, sql::Bound<sql::None> write, const Invitation& invitation,
             std::string_view inviter, std::optional<Mail> mail) {
  std::vector<sql::BoundStatement> writes;
  writes.push_back(std::move(write));
  writes.push_back(log_event(context, {.action = AuditAction::member_invited,
                                       .organization_id = invitation.organizationId,
                                       .actor_id = inviter,
                                       .subject_id = invitation.id,
                                       .detail = {{"email", invitation.email},
                                                  {"role", std::string(name_of(invitation.role))}},
                                       .only_if_changed = true}));
  if (mail) writes.push_back(send(context, *mail));
  co_await context.database.run_all(std::move(writes));
  if (mail) wake_sender(context);
}

}  // namespace

Task<InviteMember::Output> invite_member(Context& context, InviteMember::Input input) {
  const std::vector<std::string> role_names = co_await role_names_of(input.role);
  const auto current = co_await require_session(context);
  const std::string organization = organization_of(input.organizationId, current.session);
  if (organization.empty()) co_await refuse(kOrganizationNotFound);
  const std::string email = to_lower(input.email);
  if (!EmailFormat::matches(email)) co_await refuse(kInvalidEmail);

  const auto inviter = co_await find_membership(context, current.user.id, organization);
  if (!inviter) co_await refuse(kMemberNotFound);
  const Permissions held = co_await permissions_of(inviter->role, inviter->disabled);
  if (!held.has(Permission::team_management)) co_await refuse(kMayNotInvite);
  if (role_names.empty()) co_await refuse(kRoleNotFound);
  std::string unknown;
  const Role role = highest_role(role_names, unknown);
  if (!unknown.empty()) co_await refuse(400, {}, concat("ROLE_NOT_FOUND: ", unknown));
  if (role == Role::owner && inviter->role != Role::owner) co_await refuse(kMayNotInviteRole);

  const Timestamp now = context.now();
  auto [standing, pending, tries] = co_await context.database.batch(
      sql::bind(kSelectStanding, organization, email, now),
      sql::bind(kSelectPending, organization, email, now), count_try(Try::invitation, email, now));
  if (standing.rows.front().memberId) co_await refuse(kAlreadyMember);
  const Timestamp expires{now.ms + kLifeMs};
  const auto mail_of = [&](const Invitation& invitation) {
    const bool is_sent = has_mail() && !is_too_much_mail(tries.rows.front());
    const std::string& name = standing.rows.front().organizationName;
    return is_sent ? std::optional(invitation_mail(invitation, name, current.user.name))
                   : std::nullopt;
  };
  if (!pending.rows.empty()) {
    Invitation& earlier = pending.rows.front();
    if (!input.resend.value_or(false)) co_await refuse(kAlreadyInvited);
    if (earlier.role == Role::owner && inviter->role != Role::owner)
      co_await refuse(kMayNotInviteRole);
    earlier.expiresAt = expires;
    co_await store(context, sql::bind(kExtend, earlier.id, expires), earlier, current.user.id,
                   mail_of(earlier));
    co_return std::move(earlier);
  }
  if (standing.rows.front().pending >= kPendingMax) co_await refuse(kInvitationLimit);

  Invitation made{organization, email,           role,    InvitationStatus::pending, expires,
                  now,          current.user.id, new_id()};
  auto stored =
      co_await store(context,
                     sql::bind(kInsertInvitation, made.id, made.organizationId, made.email, role,
                               made.inviterId, expires, now, kPendingMax),
                     made, current.user.id, mail_of(made))
          .as_result();
  if (!stored && stored.error().cause.contains(kLost))
    co_return co_await invite_member(context, std::move(input));
  co_await std::move(stored);
  co_return made;
}

}  // namespace crow::auth
