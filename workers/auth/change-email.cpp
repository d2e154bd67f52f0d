#include "shared/core/text.h"
#include "workers/auth/attempts.h"
#include "workers/auth/business-email.h"
#include "workers/auth/handlers.h"
#include "workers/auth/mail.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

struct Owner {
  std::string id;
  static constexpr auto fields = describe(field<&Owner::id>("id", ""));
};

constexpr sql::Statement<Owner, std::string_view> kSelectOwner{"auth.find_owner_of_email", R"sql(
  SELECT id FROM user WHERE email = ?1
)sql"};

}  // namespace

Task<ChangeEmail::Output> change_email(Context& context, ChangeEmail::Input input) {
  const auto current = co_await require_session(context);
  if (!has_mail()) co_await refuse(kChangeEmailOff);
  const std::string email = to_lower(input.newEmail.value);
  if (email == current.user.email) co_await refuse(kSameEmail);
  if (!co_await is_business_email(context, email)) co_await refuse(kBusinessEmail);

  const Timestamp now = context.now();
  const auto mail = co_await verification_mail(
      current.user, email, input.callbackURL ? std::string_view(*input.callbackURL) : "", now);
  auto [owners, tries] = co_await context.database.batch(sql::bind(kSelectOwner, email),
                                                         count_try(Try::mail, email, now));
  // Whoever asks does not learn that the address has an account.
  if (owners.rows.empty() && !is_too_much_mail(tries.rows.front()))
    co_await context.database.batch(send(context, mail));
  co_return Done{};
}

}  // namespace crow::auth
