#include "workers/auth/handlers.h"
#include "workers/auth/origin.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {

// No link is sent, so no token is known.
Task<DeleteUserCallback::Output> delete_user_callback(Context& context,
                                                      DeleteUserCallback::Input input) {
  co_await check_callback_url(input.callbackURL.value_or(""));
  if (!co_await find_session(context)) co_await refuse(kNoUserInfo);
  co_await refuse(kUnknownToken);
  co_return DeleteUserCallback::Output{};
}

}  // namespace crow::auth
