#include "workers/auth/cookie.h"
#include "workers/auth/handlers.h"
#include "workers/auth/session.h"

namespace crow::auth {
namespace {

constexpr sql::Statement<sql::None, std::string_view> kDeleteSession{"auth.sign_out", R"sql(
  DELETE FROM session WHERE token = ?1
)sql"};

}  // namespace

Task<SignOut::Output> sign_out(Context& context, SignOut::Input) {
  const auto token = co_await read_cookie(context.request, kSessionCookie);
  if (token) {
    co_await context.database.run(kDeleteSession, *token);
    co_await forget_sessions_of(context, *token);
  }
  delete_session_cookies(context);
  co_return SignOut::Output{};
}

}  // namespace crow::auth
