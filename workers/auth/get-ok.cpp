#include "workers/auth/handlers.h"

namespace crow::auth {

Task<GetOk::Output> get_ok(Context&, GetOk::Input) { co_return GetOk::Output{}; }

}  // namespace crow::auth
