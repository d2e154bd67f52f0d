#include "shared/core/text.h"
#include "workers/auth/business-email.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/ids.h"
#include "workers/auth/mail.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/taken.h"

namespace crow::auth {
namespace {

struct Taken {
  std::string id;
  static constexpr auto fields = describe(field<&Taken::id>("id", ""));
};

constexpr sql::Statement<Taken, std::string_view> kSelectTaken{"auth.is_email_taken", R"sql(
  SELECT id FROM user WHERE email = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string>, Timestamp>
    kInsertUser{"auth.insert_user", R"sql(
  INSERT INTO user (id, name, email, image, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?5)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view, Timestamp>
    kInsertAccount{"auth.insert_account", R"sql(
  INSERT INTO account (id, user_id, provider_id, account_id, password, created_at, updated_at)
  VALUES (?1, ?2, 'credential', ?2, ?3, ?4, ?4)
)sql"};

User new_user(SignUp::Input& input, Timestamp now) {
  User user;
  user.name = std::move(input.name.value);
  user.email = to_lower(input.email.value);
  if (input.image) user.image = std::move(input.image->value);
  user.createdAt = user.updatedAt = now;
  user.id = new_id();
  return user;
}

}  // namespace

// Where addresses must be confirmed first, an address that has an account answers as a new one
// does, so that nobody learns of it.
Task<SignUp::Output> sign_up(Context& context, SignUp::Input input) {
  co_await check_password(input.password.value);
  if (!co_await is_business_email(context, input.email.value)) co_await refuse(kBusinessEmail);
  User user = new_user(input, context.now());
  const bool needs_verification = requires_verification();
  // Looked at before the hash, which is dear; the table's own rule decides in the end.
  const auto taken = co_await context.database.find(kSelectTaken, user.email);
  if (taken && !needs_verification) co_await refuse(kUserExists);

  const std::string hash = co_await hash_password(context.host, input.password.value);
  if (taken) co_return SignUp::Output{.token = std::nullopt, .user = std::move(user)};
  const bool is_brief = input.rememberMe == false;
  Session session = new_session(context, user.id, is_brief);
  std::vector<sql::BoundStatement> writes{
      sql::bind(kInsertUser, user.id, user.name, user.email, user.image, user.createdAt),
      sql::bind(kInsertAccount, new_id(), user.id, hash, user.createdAt)};
  if (!needs_verification) writes.push_back(insert_session(session, is_brief));
  if (has_mail()) {
    const std::string callback = input.callbackURL ? input.callbackURL->value : "";
    writes.push_back(
        send(context, co_await verification_mail(user, std::nullopt, callback, user.createdAt)));
  }
  auto stored = co_await context.database.run_all(std::move(writes)).as_result();
  // Somebody else was faster with the same address.
  if (!stored && is_taken(stored.error(), "user.email")) {
    if (!needs_verification) co_await refuse(kUserExists);
    stored = {};
  }
  co_await std::move(stored);

  SignUp::Output output{.token = std::nullopt, .user = std::move(user)};
  if (needs_verification) co_return output;
  co_await set_session_cookie(context, session.token, is_brief);
  output.token = std::move(session.token);
  co_return output;
}

}  // namespace crow::auth
