#include "workers/gateway/callers.h"

#include <algorithm>

#include "shared/host/crypto.h"

namespace crow::gateway {
namespace {

constexpr std::int64_t kLifeMs = 10'000;
constexpr std::size_t kKnownMax = 2'048;

std::vector<KnownCaller> known;

KnownCaller* recall(std::string_view hash, Timestamp now) {
  for (KnownCaller& caller : known)
    if (caller.hash == hash && caller.until > now) return &caller;
  return nullptr;
}

// Uses that were counted but not told survive their entry: the next entry of the key takes them on.
void remember(KnownCaller caller, Timestamp now) {
  std::erase_if(known, [&](const KnownCaller& other) {
    if (other.hash != caller.hash) return other.until <= now && other.uses == 0;
    caller.uses += other.uses;
    return true;
  });
  if (known.size() >= kKnownMax) known.erase(known.begin());
  known.push_back(std::move(caller));
}

// Holds no reference into `known`: everything in it may have gone when the ten seconds are over.
Task<> tell_uses(Host host, Services services, std::string hash) {
  co_await host.sleep(kLifeMs);
  const auto found = std::ranges::find(known, hash, &KnownCaller::hash);
  if (found == known.end() || found->uses == 0) co_return;
  auth::RecordKeyUse::Input input{
      {found->credential_id}, {std::exchange(found->uses, 0)}, host.now()};
  co_await services.call<auth::RecordKeyUse>("AUTH", std::move(input));
}

void count_use(Context& context, KnownCaller& caller) {
  if (++caller.uses == 1)
    context.background.push_back(tell_uses(context.host, context.services, caller.hash));
}

}  // namespace

Task<KnownCaller> caller_of(Context& context, Credential credential) {
  const bool is_key = credential.kind == auth::CredentialKind::key;
  const std::string hash = crypto::sha256(credential.value);
  const Timestamp now = context.now();
  KnownCaller* caller = recall(hash, now);
  if (!caller) {
    auto answer = co_await context.services.call<auth::ResolveCredential>(
        "AUTH", {credential.kind, {std::move(credential.value)}});
    remember({.hash = hash,
              .token = std::move(answer.token).value_or(""),
              .refusal = std::move(answer.refusal),
              .user_id = std::move(answer.userId),
              .organization_id = std::move(answer.organizationId),
              .credential_id = std::move(answer.credentialId),
              .tier = answer.tier,
              .until = {now.ms + kLifeMs}},
             now);
    caller = &known.back();
  }
  if (is_key && !caller->token.empty()) count_use(context, *caller);
  co_return *caller;
}

void forget_caller(const Credential& credential) {
  const std::string hash = crypto::sha256(credential.value);
  const auto found = std::ranges::find(known, hash, &KnownCaller::hash);
  if (found == known.end()) return;
  const std::string user_id = found->user_id;
  for (KnownCaller& caller : known)
    if (caller.hash == hash || caller.user_id == user_id) caller.until = {0};
}

}  // namespace crow::gateway
