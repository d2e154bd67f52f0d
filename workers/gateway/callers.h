// Callers that this instance knows, for at most 10 seconds.
//
// A hit costs no hop and no query. Since an entry lives 10 seconds, a revoked session, a deleted
// key or a changed permission acts everywhere within 10 seconds; what changes them through this
// instance acts at once.
#pragma once

#include <string>
#include <string_view>

#include "shared/service/context.h"
#include "workers/gateway/credentials.h"

namespace crow::gateway {

struct KnownCaller {
  std::string hash;     // SHA-256 of the credential: the credential itself is not kept.
  std::string token;    // The internal token; empty when the credential is not good.
  std::string refusal;  // Then the reason.
  std::string user_id, organization_id, credential_id;
  Tier tier{};
  std::optional<std::int64_t> per_minute = {}, per_day = {};  // Limits of its organization's own.
  Timestamp until;
  std::int64_t uses = 0;    // Of a key, since auth was last told.
  bool is_awaited = false;  // A task waits to tell auth.
};

// The caller behind a credential, from memory or from auth. Counts a key's use, and tells auth the
// sum after 10 seconds.
//
// Errors: unavailable, when auth does not answer.
Task<KnownCaller> caller_of(Context& context, Credential credential);

// Forgets what the user behind this credential holds: they may just have changed it.
void forget_caller(const Credential& credential);

}  // namespace crow::gateway
