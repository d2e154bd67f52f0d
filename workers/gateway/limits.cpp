#include "workers/gateway/limits.h"

#include <algorithm>

#include "shared/contracts/limiter.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/objects.h"
#include "shared/limits/leases.h"
#include "workers/gateway/callers.h"

namespace crow::gateway {
namespace {

using limits::Allowance;
using limits::Standing;
using limits::Verdict;

limits::Leases leases;

// A request waits no longer for a counter.
constexpr std::int64_t kDeadlineMs = 500;
// An answer may come so late that its window is over; then the next one will not.
constexpr int kAsksMax = 3;

// On one machine all clients share an address, and nobody else is there.
constexpr Allowance kOfMachine{.per_minute = 1'000'000};
constexpr Allowance kOfPublic{.per_minute = 10, .per_day = 100};
constexpr Allowance kOfWriter{.per_minute = 600};
// Pages ask who is signed in whenever they open, also when nobody is. As many as Better Auth's own
// server lets through: 100 in 10 seconds.
constexpr Allowance kOfAuth{.per_minute = 600};
// As many as may be pending in an organization.
constexpr Allowance kOfInvitations{.per_minute = 100};

bool is_local() { return variable_or("ENVIRONMENT", {}) == "local"; }

Allowance allowance_of(const KnownCaller& caller) {
  constexpr Allowance kTiers[] = {{.per_minute = 60, .per_day = 1'000},
                                  {.per_minute = 300, .per_day = 50'000},
                                  {.per_minute = 1'000, .per_day = 500'000},
                                  {.per_minute = 1'000'000}};
  Allowance allowance = kTiers[static_cast<std::size_t>(caller.tier)];
  if (caller.per_minute) allowance.per_minute = *caller.per_minute;
  if (caller.per_day) allowance.per_day = caller.per_day;
  return allowance;
}

// What is counted.
struct Subject {
  std::string key;  // The object that counts it, a line break, and its id there.
  Allowance allowance;
  std::string_view what;  // "requests without a credential", for a refusal.
};

std::int64_t seconds(std::int64_t ms) { return (ms + 999) / 1000; }

// RFC 9651 items, as draft-ietf-httpapi-ratelimit-headers-10 has them.
std::string policy_of(const Allowance& allowance) {
  std::string policy = concat("\"minute\";q=", allowance.per_minute, ";w=60");
  if (allowance.per_day) policy += concat(", \"day\";q=", *allowance.per_day, ";w=86400");
  return policy;
}

void tell(Context& context, const Allowance& allowance, const Standing& standing) {
  const bool is_of_day = standing.verdict == Verdict::day_is_over;
  const bool is_over = is_of_day || standing.verdict == Verdict::minute_is_over;
  const std::int64_t limit = is_of_day ? *allowance.per_day : allowance.per_minute;
  std::int64_t left = is_over ? 0 : standing.left_of_minute;
  if (allowance.per_day) left = std::min(left, standing.left_of_day);
  const Timestamp ends = is_of_day ? standing.day_ends : standing.minute_ends;
  std::string state =
      concat("\"minute\";r=", standing.left_of_minute, ";t=", seconds(standing.minute_lasts_ms));
  if (allowance.per_day)
    state += concat(", \"day\";r=", standing.left_of_day, ";t=", seconds(standing.day_lasts_ms));
  auto& headers = context.reply_headers;
  headers.push_back({"x-ratelimit-limit", to_text(limit)});
  headers.push_back({"x-ratelimit-remaining", to_text(left)});
  headers.push_back({"x-ratelimit-reset", to_text(ends.ms / kSecond)});
  headers.push_back({"ratelimit-policy", policy_of(allowance)});
  headers.push_back({"ratelimit", std::move(state)});
}

Result<> verdict_of(Context& context, const Subject& subject, const Standing& standing) {
  tell(context, subject.allowance, standing);
  if (standing.verdict == Verdict::admitted) return {};
  const bool is_of_day = standing.verdict == Verdict::day_is_over;
  const std::int64_t wait_s = seconds(is_of_day ? standing.day_lasts_ms : standing.minute_lasts_ms);
  auto refusal = fail(
      ErrorCode::rate_limited,
      concat("More than ", is_of_day ? *subject.allowance.per_day : subject.allowance.per_minute,
             ' ', subject.what, is_of_day ? " a day" : " a minute", "; try again in ", wait_s,
             " seconds."));
  refusal.error().retry_after_s = static_cast<std::uint32_t>(wait_s);
  return refusal;
}

std::string question(std::string_view id, const limits::Ask& ask) {
  std::string path =
      concat(limiter::LeaseTokens::operation.path, "?id=", percent_encode(id),
             "&perMinute=", ask.allowance.per_minute, "&want=", ask.want, "&surplus=", ask.surplus);
  if (ask.allowance.per_day)
    path += concat("&perDay=", *ask.allowance.per_day,
                   "&surplusDay=", percent_encode(to_rfc3339(ask.surplus_day)));
  return path;
}

limits::Share share_of(const limiter::WindowShare& share) {
  return {share.starts, share.granted, share.left};
}

// Asks the counter, and keeps what it gives. False when it does not answer.
Task<bool> ask_counter(Context& context, const Subject& subject) {
  const std::string& key = subject.key;
  std::string_view id = key;
  const std::string_view object = split_off(id, '\n');
  const Timestamp asked = context.now();
  const limits::Ask ask = leases.prepare(key, subject.allowance, asked);
  const limits::Asking asking(leases, key);
  auto answer = co_await Objects(context.host, "COUNTERS")
                    .get(object, question(id, ask), kDeadlineMs)
                    .as_result();
  Result<limiter::LeaseTokens::Output> given =
      answer ? json::read<limiter::LeaseTokens::Output>(std::move(*answer),
                                                        {.unknown = json::Unknown::ignored})
             : std::unexpected(std::move(answer.error()));
  if (!given) {
    leases.pause(key, context.now());
    json::Writer line;
    line.begin_object().member("level", "error").member("service", "gateway");
    line.member("error", "no counter").member("cause", given.error().cause).end_object();
    log_line(line.str());
    co_return false;
  }
  limits::Grant grant{.now = given->now, .minute = share_of(given->minute)};
  if (given->day) grant.day = share_of(*given->day);
  leases.put(key, ask, grant, asked, context.now());
  co_return true;
}

// How it stands when nobody can say: nothing is let through.
Standing unknown_at(Timestamp now) {
  Standing standing{.verdict = Verdict::unreachable};
  standing.minute_ends = {limits::start_of_minute(now).ms + kMinute};
  standing.day_ends = {limits::start_of_day(now).ms + kDay};
  standing.minute_lasts_ms = standing.minute_ends.ms - now.ms;
  standing.day_lasts_ms = standing.day_ends.ms - now.ms;
  return standing;
}

Task<> count(Context& context, Subject subject) {
  for (int asks = 0; asks <= kAsksMax; ++asks) {
    const Standing standing = leases.take(subject.key, subject.allowance, context.now());
    if (standing.verdict == Verdict::unreachable) break;
    if (standing.verdict != Verdict::ask) {
      co_await verdict_of(context, subject, standing);
      co_return;
    }
    if (asks == kAsksMax || !co_await ask_counter(context, subject)) break;
  }
  if (variable_or("LIMITS_WITHOUT_COUNTER", {}) != "open") {
    auto refusal = fail(ErrorCode::unavailable, "Requests cannot be counted; try again.");
    refusal.error().retry_after_s = 1;
    tell(context, subject.allowance, unknown_at(context.now()));
    co_await std::move(refusal);
  }
  co_await verdict_of(context, subject,
                      leases.take_alone(subject.key, subject.allowance, context.now()));
}

Task<> count_address(Context& context, std::string_view id, const Allowance& allowance,
                     std::string_view what) {
  return count(context,
               {.key = concat("a:", counted_address(client_address(context.request)), '\n', id),
                .allowance = allowance,
                .what = what});
}

// Routes of auth and access that have a counter of their own. A slash at the end stands for
// whatever follows.
struct OwnCounter {
  std::string_view route;
  Kind kind;
};
constexpr OwnCounter kOwnCounters[] = {
    // Those of the contract: what somebody without an account can try.
    {"sign-in/", Kind::sign_in},
    {"sign-up/", Kind::sign_in},
    {"request-password-reset", Kind::sign_in},
    {"reset-password", Kind::sign_in},
    {"reset-password/", Kind::sign_in},
    {"api-key/verify", Kind::sign_in},
    // With which somebody who has a session can try passwords and links, or send mail.
    {"change-email", Kind::account},
    {"change-password", Kind::account},
    {"delete-user", Kind::account},
    {"delete-user/", Kind::account},
    {"send-verification-email", Kind::account},
    {"verify-email", Kind::account},
    {"verify-password", Kind::account},
    {"organization/invite-member", Kind::invitation},
};
constexpr std::string_view kAuth = "/auth/";

}  // namespace

std::string_view client_address(const Request& request) {
  if (variable_or("BEHIND_CLOUDFLARE", {}) != "true") return "unknown";
  return request.header_or("cf-connecting-ip", "unknown");
}

std::string counted_address(std::string_view address) {
  // One of version 4 in the clothes of version 6 is what it is.
  constexpr std::string_view kMapped = "::ffff:";
  if (address.starts_with(kMapped) && address.find('.') != address.npos)
    address.remove_prefix(kMapped.size());
  if (address.find(':') == address.npos) return std::string(address.substr(0, 64));
  // Groups before "::" are all there; zeros at the end may stand there or not.
  std::string network, zeros;
  std::string_view rest = address;
  for (int group = 0; group < 4 && !rest.empty() && !rest.starts_with(':'); ++group) {
    const std::string_view part = split_off(rest, ':').substr(0, 4);
    zeros += concat(part, ':');
    if (part != "0") network += std::exchange(zeros, {});
  }
  return network + ':';
}

Kind kind_of(std::string_view path) {
  if (!path.starts_with(kAuth)) return Kind::other;
  const std::string_view rest = path.substr(kAuth.size());
  for (const auto& [route, kind] : kOwnCounters)
    if (route.ends_with('/') ? rest.starts_with(route) : rest == route) return kind;
  return Kind::other;
}

Task<> limit_auth(Context& context, std::string_view path) {
  const std::int64_t tries = variable_or("ENVIRONMENT", {}) == "production" ? 10 : 100;
  switch (kind_of(path)) {
    case Kind::sign_in:
      return count_address(context, "s", {.per_minute = tries},
                           "sign-ins and the like from this address");
    case Kind::account:
      return count_address(context, "c", {.per_minute = tries},
                           "changes of accounts from this address");
    case Kind::invitation:
      return count_address(context, "i", is_local() ? kOfMachine : kOfInvitations,
                           "invitations from this address");
    case Kind::other:
      return count_address(context, "a", is_local() ? kOfMachine : kOfAuth,
                           "requests about accounts from this address");
  }
}

Task<> limit_writer(Context& context) {
  return count_address(context, "w", is_local() ? kOfMachine : kOfWriter,
                       "requests with a write key from this address");
}

Task<> limit_public(Context& context) {
  return count_address(context, "p", is_local() ? kOfMachine : kOfPublic,
                       "requests without a credential from this address");
}

Task<> limit_caller(Context& context, const KnownCaller& caller) {
  // A session without an organization is counted by itself, as Free.
  const bool is_alone = caller.organization_id.empty();
  return count(
      context,
      {.key = concat(is_alone ? "u:" : "o:", is_alone ? caller.user_id : caller.organization_id,
                     '\n', caller.credential_id),
       .allowance = allowance_of(caller),
       .what = "requests with this credential"});
}

void forget_limits() { leases.clear(); }

}  // namespace crow::gateway
