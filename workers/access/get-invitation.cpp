#include "workers/access/handlers.h"
#include "workers/access/invitation.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

struct Sender {
  std::string name, slug;
  std::optional<std::string> email;
  static constexpr auto fields =
      describe(field<&Sender::name>("name", ""), field<&Sender::slug>("slug", ""),
               field<&Sender::email>("email", ""));
};

// The organization, and the inviter's address while the inviter belongs to it.
constexpr sql::Statement<Sender, std::string_view, std::string_view> kSelectSender{
    "access.find_sender", R"sql(
  SELECT o.name, o.slug, u.email
    FROM organization AS o
    LEFT JOIN member AS m ON m.organization_id = o.id AND m.user_id = ?2
    LEFT JOIN user AS u ON u.id = m.user_id
   WHERE o.id = ?1
)sql"};

}  // namespace

Task<GetInvitation::Output> get_invitation(Context& context, GetInvitation::Input input) {
  const auto current = co_await find_session(context);
  if (!current) co_await refuse(kNotAuthenticated);
  auto found = co_await find_invitation(context, input.id);
  if (!found || found->status != InvitationStatus::pending || found->expiresAt < context.now())
    co_await refuse(kInvitationNotFound);
  if (found->email != current->user.email) co_await refuse(kNotTheRecipient);
  auto sender =
      co_await context.database.find(kSelectSender, found->organizationId, found->inviterId);
  if (!sender) co_await refuse(kOrganizationNotFound);
  if (!sender->email) co_await refuse(kInviterLeft);
  co_return GetInvitation::Output{std::move(*found), std::move(sender->name),
                                  std::move(sender->slug), std::move(*sender->email)};
}

}  // namespace crow::auth
