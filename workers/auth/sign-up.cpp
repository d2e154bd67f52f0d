#include "shared/core/text.h"
#include "workers/auth/business-email.h"
#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/ids.h"
#include "workers/auth/organization.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

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

Task<SignUp::Output> sign_up(Context& context, SignUp::Input input) {
  co_await check_password(input.password.value);
  if (!is_business_email(input.email.value)) co_await refuse(kBusinessEmail);
  User user = new_user(input, context.now());
  // Looked at before the hash, which is dear; the table's own rule decides in the end.
  if (co_await context.database.find(kSelectTaken, user.email)) co_await refuse(kUserExists);

  const std::string hash = co_await hash_password(context.host, input.password.value);
  const bool is_brief = input.rememberMe == false;
  Session session = new_session(context, user.id, is_brief);
  auto stored =
      co_await context.database
          .batch(sql::bind(kInsertUser, user.id, user.name, user.email, user.image, user.createdAt),
                 sql::bind(kInsertAccount, new_id(), user.id, hash, user.createdAt),
                 insert_session(session, is_brief))
          .as_result();
  // Somebody else was faster with the same address.
  if (!stored && is_taken(stored.error(), "user.email")) co_await refuse(kUserExists);
  co_await std::move(stored);

  co_await set_session_cookie(context, session.token, is_brief);
  co_return SignUp::Output{std::move(session.token), std::move(user)};
}

}  // namespace crow::auth
