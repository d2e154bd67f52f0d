#include "workers/gateway/admit.h"

#include "workers/gateway/limits.h"

namespace crow::gateway {

Task<KnownCaller> admit(Context& context) {
  auto credential = find_credential(context.request);
  KnownCaller caller;
  if (credential && *credential) {
    caller.refusal = std::move((*credential)->refusal);
    if (caller.refusal.empty()) caller = co_await caller_of(context, std::move(**credential));
  }
  if (caller.token.empty())
    co_await limit_public(context);
  else
    co_await limit_caller(context, caller);
  // The limit comes before every other refusal.
  co_await std::move(credential);
  co_return caller;
}

}  // namespace crow::gateway
