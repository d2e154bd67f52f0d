#include "workers/auth/endpoint.h"
#include "workers/auth/handlers.h"
#include "workers/auth/link.h"
#include "workers/auth/mail.h"
#include "workers/auth/origin.h"
#include "workers/auth/verification.h"

namespace crow::auth {

Task<Response> open_password_reset(Context& context) {
  OpenPasswordReset::Input input;
  co_await read_request(context, OpenPasswordReset::operation, kTypeOf<OpenPasswordReset::Input>,
                        &input);
  co_await check_callback_url(input.callbackURL);
  constexpr std::string_view kInvalid = "INVALID_TOKEN";
  if (input.callbackURL.empty())
    co_return redirect(with_query(auth_url() + "/error", "error", kInvalid));
  const std::string page = absolute(input.callbackURL);
  const auto found = co_await find_verification(context, input.token);
  co_return redirect(found ? with_query(page, "token", input.token)
                           : with_query(page, "error", kInvalid));
}

}  // namespace crow::auth
