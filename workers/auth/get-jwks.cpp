#include "workers/auth/handlers.h"
#include "workers/auth/signing-key.h"

namespace crow::auth {

Task<GetJwks::Output> get_jwks(Context& context, GetJwks::Input) {
  co_return co_await public_keys(context);
}

}  // namespace crow::auth
