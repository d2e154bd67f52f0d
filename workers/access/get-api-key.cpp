#include "workers/access/api-key.h"
#include "workers/access/handlers.h"
#include "workers/auth/refusal.h"
#include "workers/auth/session.h"

namespace crow::auth {

Task<GetApiKey::Output> get_api_key(Context& context, GetApiKey::Input input) {
  const auto current = co_await require_session(context);
  auto key = co_await find_key(context, input.id);
  if (!key || key->userId != current.user.id) co_await refuse(kKeyNotFound);
  co_return shown(std::move(*key));
}

}  // namespace crow::auth
