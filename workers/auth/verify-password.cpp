#include "workers/auth/handlers.h"
#include "workers/auth/own-password.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<VerifyPassword::Output> verify_password_of_caller(Context& context,
                                                       VerifyPassword::Input input) {
  const auto current = co_await require_session(context);
  co_await check_own_password(context, current.user, std::move(input.password));
  co_return Done{};
}

}  // namespace crow::auth
