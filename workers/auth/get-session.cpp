#include "workers/auth/handlers.h"
#include "workers/auth/origin.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"
#include "workers/auth/user-token.h"

namespace crow::auth {
namespace {

void forbid_storing(Context& context) {
  context.reply_headers.push_back({"cache-control", "no-store"});
  context.reply_headers.push_back({"pragma", "no-cache"});
}

}  // namespace

Task<GetSession::Output> get_session(Context& context, GetSession::Input) {
  forbid_storing(context);
  auto found = co_await recall_session(context);
  if (!found) co_return GetSession::Output();
  context.reply_headers.push_back({"set-auth-jwt", co_await sign_user_token(context, found->user)});
  context.reply_headers.push_back({"access-control-expose-headers", "set-auth-jwt"});
  co_return GetSession::SignedInSession{std::move(found->session), std::move(found->user)};
}

Task<Response> post_session(Context& context) {
  co_await check_origin(context.request);
  forbid_storing(context);
  co_await refuse(kPostSessionOff);
  co_return Response{};
}

}  // namespace crow::auth
