#include "shared/limits/leases.h"

#include <algorithm>

namespace crow::limits {
namespace {

constexpr std::int64_t kPauseMs = 1'000;
constexpr std::int64_t kSweepMs = 1'000;
// How much more an instance asks for than it has spent in the window: so it comes to its largest
// block after few asks.
constexpr std::int64_t kGrowth = 4;
// Requests that run by turns may see the clock so far apart.
constexpr std::int64_t kJitterMs = 100;

}  // namespace

Leases::Entry& Leases::entry_of(std::string_view key, const Allowance& allowance, Timestamp now) {
  auto found = entries_.find(key);
  if (found == entries_.end()) {
    make_room(now);
    found = entries_.emplace(std::string(key), Entry{.allowance = allowance}).first;
  }
  Entry& entry = found->second;
  if (entry.seen > now.ms && entry.seen - now.ms <= kJitterMs) now.ms = entry.seen;
  if (entry.seen > now.ms || entry.allowance != allowance) {
    entry.minute = entry.day = {};
    entry.paused_until = 0;
    entry.allowance = allowance;
  }
  entry.seen = now.ms;
  if (entry.minute.until <= now.ms) entry.minute = {};
  if (entry.day.until <= now.ms) entry.day = {};
  return entry;
}

// What is let go of is lost, and never counted twice: its tokens were counted when they were given.
void Leases::make_room(Timestamp now) {
  if (entries_.size() < kEntriesMax) return;
  if (now.ms >= swept_ + kSweepMs || now.ms < swept_) {
    swept_ = now.ms;
    std::erase_if(entries_, [&](const auto& one) {
      const Entry& entry = one.second;
      return entry.minute.until <= now.ms && entry.day.until <= now.ms &&
             entry.alone_minute.starts.ms + kMinute <= now.ms;
    });
  }
  if (entries_.size() >= kEntriesMax) entries_.erase(entries_.begin());
}

Standing Leases::take(std::string_view key, const Allowance& allowance, Timestamp now) {
  Entry& entry = entry_of(key, allowance, now);
  Window &minute = entry.minute, &day = entry.day;
  const bool has_day = allowance.per_day.has_value();
  Standing standing;
  // Nothing ever comes back to the counter, so nothing left means so until the window ends.
  if (has_day && day.until > now.ms && day.tokens == 0 && day.left == 0) {
    standing.verdict = Verdict::day_is_over;
  } else if (minute.until > now.ms && minute.tokens == 0 && minute.left == 0) {
    standing.verdict = Verdict::minute_is_over;
  } else if (minute.tokens > 0 && (!has_day || day.tokens > 0)) {
    standing.verdict = Verdict::admitted;
    --minute.tokens;
    if (has_day) --day.tokens;
    ++entry.spent;
  } else {
    standing.verdict = entry.paused_until > now.ms ? Verdict::unreachable : Verdict::ask;
    return standing;
  }
  standing.left_of_minute = minute.tokens + minute.left;
  standing.minute_ends = {minute.starts.ms + kMinute};
  standing.minute_lasts_ms = minute.until - now.ms;
  standing.left_of_day = day.tokens + day.left;
  standing.day_ends = {day.starts.ms + kDay};
  standing.day_lasts_ms = day.until - now.ms;
  return standing;
}

Ask Leases::prepare(std::string_view key, const Allowance& allowance, Timestamp now) {
  Entry& entry = entry_of(key, allowance, now);
  Ask ask{.allowance = allowance};
  if (++entry.asking > 1) return ask;
  // In a new minute, as much as in the one before.
  const bool is_new = entry.minute.until == 0;
  ask.want = std::max<std::int64_t>(1, is_new ? entry.spent : kGrowth * entry.spent);
  ask.surplus = std::max<std::int64_t>(0, entry.day.tokens - entry.minute.tokens);
  ask.surplus_day = entry.day.starts;
  return ask;
}

void Leases::add(Window& window, const Share& share, std::int64_t until) {
  if (window.starts == share.starts)
    until = std::min(until, window.until);
  else
    window = {.starts = share.starts};
  window.until = until;
  window.tokens += share.granted;
  window.left = share.left;
}

void Leases::put(std::string_view key, const Ask& ask, const Grant& grant, Timestamp asked,
                 Timestamp now) {
  Entry& entry = entry_of(key, ask.allowance, now);
  entry.paused_until = 0;
  const auto until = [&](const Share& share, std::int64_t length) {
    return asked.ms + share.starts.ms + length - grant.now.ms;
  };
  // What took too long is of a window that is over, as is what is older than this clock knows.
  const std::int64_t minute_until = until(grant.minute, kMinute);
  if (asked > now || minute_until <= now.ms) return;
  if (entry.minute.starts != grant.minute.starts) entry.spent = 0;
  add(entry.minute, grant.minute, minute_until);
  if (grant.day) add(entry.day, *grant.day, until(*grant.day, kDay));
}

void Leases::pause(std::string_view key, Timestamp now) {
  if (const auto found = entries_.find(key); found != entries_.end())
    found->second.paused_until = now.ms + kPauseMs;
}

void Leases::settle(std::string_view key) {
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.asking > 0) --found->second.asking;
}

Standing Leases::take_alone(std::string_view key, const Allowance& allowance, Timestamp now) {
  Entry& entry = entry_of(key, allowance, now);
  const Timestamp minute = start_of_minute(now), day = start_of_day(now);
  if (entry.alone_minute.starts != minute) entry.alone_minute = {.starts = minute};
  if (entry.alone_day.starts != day) entry.alone_day = {.starts = day};
  Standing standing{.minute_ends = {minute.ms + kMinute}, .day_ends = {day.ms + kDay}};
  if (allowance.per_day && entry.alone_day.spent >= *allowance.per_day) {
    standing.verdict = Verdict::day_is_over;
  } else if (entry.alone_minute.spent >= allowance.per_minute) {
    standing.verdict = Verdict::minute_is_over;
  } else {
    standing.verdict = Verdict::admitted;
    ++entry.alone_minute.spent;
    ++entry.alone_day.spent;
  }
  standing.left_of_minute = allowance.per_minute - entry.alone_minute.spent;
  standing.left_of_day = allowance.per_day.value_or(0) - entry.alone_day.spent;
  standing.minute_lasts_ms = standing.minute_ends.ms - now.ms;
  standing.day_lasts_ms = standing.day_ends.ms - now.ms;
  return standing;
}

}  // namespace crow::limits
