#include "workers/crawler/hosts.h"

#include "shared/contracts/extractor.h"
#include "shared/core/text.h"
#include "shared/host/fetch.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kHeldMs = 40 * kSecond;  // A step takes less.
constexpr std::int64_t kRobotsMs = 24 * kHour;  // RFC 9309, 2.4.
constexpr std::int64_t kUnreachableMs = 10 * kMinute;
constexpr std::int64_t kForgottenMs = 30 * kDay;

constexpr sql::Statement<sql::None, std::string_view> kInsert{"hosts.insert", R"sql(
  INSERT INTO host (origin, robots_until, pace, held_until, asked_at) VALUES (?1, 0, '{}', 0, 0)
      ON CONFLICT (origin) DO NOTHING
)sql"};

constexpr sql::Statement<KnownHost, std::string_view, std::string_view, Timestamp, std::int64_t>
    kTake{"hosts.take", R"sql(
  UPDATE host SET holder = ?2, held_until = ?4, asked_at = ?3
   WHERE origin = ?1 AND (holder = ?2 OR held_until < ?3)
  RETURNING coalesce(robots, 'null') AS robots, robots_reason, robots_until, pace
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::int64_t>
    kKeepRobots{"hosts.keep_robots", R"sql(
  UPDATE host SET robots = ?2, robots_reason = ?3, robots_until = ?4 WHERE origin = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp> kRelease{
    "hosts.release", R"sql(
  UPDATE host SET pace = ?2, holder = NULL, held_until = 0, asked_at = ?3 WHERE origin = ?1
)sql"};

constexpr sql::Statement<sql::None, std::int64_t> kForget{"hosts.forget", R"sql(
  DELETE FROM host WHERE asked_at < ?1
)sql"};

// The start of a body, as much as is looked at.
Task<std::string> first_of(Download download, std::size_t bytes_max) {
  std::string text;
  while (text.size() < bytes_max) {
    const std::string piece = co_await download.read();
    if (piece.empty()) break;
    text += piece;
  }
  co_return text;
}

struct Asked {
  crawl::Robots robots;
  std::string reason;
};

Task<std::string> fetch_robots(Host host, std::string origin, int& status) {
  Download download = co_await open_download(host, concat(origin, "/robots.txt"),
                                             {.headers = {{"accept", "text/plain, */*;q=0.5"}},
                                              .bytes_max = 64'000'000,
                                              .total_ms = 8'000});
  status = download.status;
  if (status != 200) co_return std::string();
  co_return co_await first_of(std::move(download), crawl::kRobotsBytesMax);
}

// RFC 9309, 2.3.1: what is not there allows everything; what cannot be had forbids everything, for
// the moment.
Task<Asked> ask_robots(Host host, std::string origin) {
  int status = 0;
  const auto text = co_await fetch_robots(host, origin, status).as_result();
  if (text && status >= 200 && status < 300)
    co_return Asked{crawl::read_robots(*text, extractor::kAgent), {}};
  const bool is_endless = !text && reason_of(text.error()) == "too_many_redirects";
  const bool is_absent = text && status >= 300 && status < 500 && status != 429;
  if (is_absent || is_endless) co_return Asked{};
  co_return Asked{crawl::forbid_all(), "robots_unreachable"};
}

}  // namespace

Task<std::optional<HeldHost>> take_host(JobContext& job, std::string origin) {
  const Timestamp now = job.now();
  auto [inserted, taken] = co_await job.database.batch(
      sql::bind(kInsert, origin), sql::bind(kTake, origin, job.job.id, now, now.ms + kHeldMs));
  if (taken.rows.empty()) co_return std::nullopt;
  KnownHost& known = taken.rows.front();
  HeldHost host{.origin = std::move(origin), .robots_reason = known.reason.value_or("")};
  host.manners = is_allowed_shop(host.origin) ? crawl::kLocalManners : crawl::kPublicManners;
  if (auto pace = json::read<crawl::Pace>(known.pace.text, {.unknown = json::Unknown::ignored}))
    host.pace = std::move(*pace);
  auto robots = json::read<std::optional<crawl::Robots>>(known.robots.text,
                                                         {.unknown = json::Unknown::ignored});
  if (robots && *robots && known.robotsUntil > now) {
    host.robots = std::move(**robots);
    co_return std::move(host);
  }
  Asked asked = co_await ask_robots(job.host, host.origin);
  const std::int64_t good_ms = asked.reason.empty() ? kRobotsMs : kUnreachableMs;
  co_await job.database.run(
      kKeepRobots, host.origin, json::write(asked.robots),
      asked.reason.empty() ? std::nullopt : std::optional<std::string_view>(asked.reason),
      job.now().ms + good_ms);
  host.robots = std::move(asked.robots);
  host.robots_reason = std::move(asked.reason);
  co_return std::move(host);
}

sql::Bound<sql::None> release_host(const HeldHost& host, Timestamp now) {
  return sql::bind(kRelease, host.origin, json::write(host.pace), now);
}

sql::Bound<sql::None> forget_hosts(Timestamp now) {
  return sql::bind(kForget, now.ms - kForgottenMs);
}

}  // namespace crow::crawler
