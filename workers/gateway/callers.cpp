#include "workers/gateway/callers.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::gateway {
namespace {

constexpr std::int64_t kLifeMs = 10'000;
constexpr std::size_t kKnownMax = 2'048;

std::vector<KnownCaller> known;

// What lasts longer than ten seconds was learnt before the clock went back.
KnownCaller* recall(std::string_view hash, Timestamp now) {
  for (KnownCaller& caller : known)
    if (caller.hash == hash && caller.until > now && caller.until.ms <= now.ms + kLifeMs)
      return &caller;
  return nullptr;
}

// Uses that were counted but not told survive their entry: the next entry of the key takes them on.
void remember(KnownCaller caller, Timestamp now) {
  std::erase_if(known, [&](const KnownCaller& other) {
    if (other.hash != caller.hash) return other.until <= now && other.uses == 0;
    caller.uses += other.uses;
    caller.is_awaited = other.is_awaited;
    return true;
  });
  if (known.size() >= kKnownMax) known.erase(known.begin());
  known.push_back(std::move(caller));
}

KnownCaller* find(std::string_view hash) {
  const auto found = std::ranges::find(known, hash, &KnownCaller::hash);
  return found == known.end() ? nullptr : &*found;
}

// A key's text in the place of a cookie is another credential than the key, and nobody's.
std::string hash_of(const Credential& credential) {
  return crypto::sha256(concat(name_of(credential.kind), ' ', credential.value));
}

// Lasts while a task waits to tell auth. When the task is cancelled with its request, the uses are
// left to the next one.
class Waiting {
 public:
  explicit Waiting(std::string_view hash) : hash_(hash) { mark(true); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  ~Waiting() { mark(false); }

 private:
  void mark(bool is_awaited) {
    if (KnownCaller* caller = find(hash_)) caller->is_awaited = is_awaited;
  }
  std::string hash_;
};

// Holds no reference into `known`: everything in it may have gone when the ten seconds are over.
Task<> tell_uses(Host host, Services services, std::string hash) {
  {
    const Waiting waiting(hash);
    co_await host.sleep(kLifeMs);
  }
  KnownCaller* caller = find(hash);
  if (!caller || caller->uses == 0) co_return;
  const std::int64_t uses = std::exchange(caller->uses, 0);
  auth::RecordKeyUse::Input input{{caller->credential_id}, {uses}, host.now()};
  auto told = co_await services.call<auth::RecordKeyUse>("AUTH", std::move(input)).as_result();
  caller = find(hash);
  if (!told && caller) caller->uses += uses;
  co_await std::move(told);
}

void count_use(Context& context, KnownCaller& caller) {
  ++caller.uses;
  if (!caller.is_awaited)
    context.background.push_back(tell_uses(context.host, context.services, caller.hash));
}

}  // namespace

Task<KnownCaller> caller_of(Context& context, Credential credential) {
  const bool is_key = credential.kind == auth::CredentialKind::key;
  const std::string hash = hash_of(credential);
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
              .per_minute = answer.perMinute,
              .per_day = answer.perDay,
              .until = {now.ms + kLifeMs}},
             now);
    caller = &known.back();
  }
  if (is_key && !caller->token.empty()) count_use(context, *caller);
  co_return *caller;
}

void forget_caller(const Credential& credential) {
  const std::string hash = hash_of(credential);
  const auto found = std::ranges::find(known, hash, &KnownCaller::hash);
  if (found == known.end()) return;
  const std::string user_id = found->user_id;
  for (KnownCaller& caller : known)
    if (caller.hash == hash || caller.user_id == user_id) caller.until = {0};
}

}  // namespace crow::gateway
