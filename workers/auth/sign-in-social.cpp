#include "workers/auth/handlers.h"
#include "workers/auth/refusal.h"

namespace crow::auth {

Task<SignInSocial::Output> sign_in_social(Context&, SignInSocial::Input input) {
  if (!input.provider.text.starts_with('"'))
    co_await refuse(400, "VALIDATION_ERROR", "[body.provider] Invalid input");
  co_await refuse(kProviderNotFound);
  co_return Nothing{};
}

}  // namespace crow::auth
