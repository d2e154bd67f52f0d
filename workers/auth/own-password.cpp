#include "workers/auth/own-password.h"

#include "workers/auth/attempts.h"
#include "workers/auth/password.h"
#include "workers/auth/refusal.h"

namespace crow::auth {
namespace {

struct Account {
  std::optional<std::string> password;
  static constexpr auto fields = describe(field<&Account::password>("password", ""));
};

constexpr sql::Statement<Account, std::string_view> kSelectPassword{"auth.find_own_password", R"sql(
  SELECT password FROM account WHERE user_id = ?1 AND provider_id = 'credential'
)sql"};

}  // namespace

Task<std::string> check_own_password(Context& context, const User& user, std::string password) {
  co_await check_password_length(password);
  const Timestamp now = context.now();
  auto [tries, accounts] = co_await context.database.batch(
      count_try(Try::password, user.email, now), sql::bind(kSelectPassword, user.id));
  co_await check_tries(tries.rows.front(), now);
  if (accounts.rows.empty() || !accounts.rows.front().password)
    co_await refuse(kNoCredentialAccount);
  std::string hash = std::move(*accounts.rows.front().password);
  if (!co_await verify_password(context.host, password, hash)) co_await refuse(kInvalidPassword);
  co_await context.database.batch(forget_tries(Try::password, user.email));
  co_return hash;
}

}  // namespace crow::auth
