#include "workers/auth/handlers.h"
#include "workers/auth/session.h"
#include "workers/auth/user-token.h"

namespace crow::auth {

Task<GetToken::Output> get_token(Context& context, GetToken::Input) {
  const CurrentSession current = co_await require_session(context);
  co_return GetToken::Output{co_await sign_user_token(context, current.user)};
}

}  // namespace crow::auth
