// What is known of a host, whoever asks it: its robots.txt and its pace. A host is one crawl's at a
// time, so that two crawls do not ask it twice as fast.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/crawl/pace.h"
#include "shared/crawl/robots.h"
#include "shared/service/jobs.h"

namespace crow::crawler {

struct KnownHost {
  RawJson robots;                     // crawl::Robots; null before it was asked for.
  std::optional<std::string> reason;  // Why it says what it says, when it could not be had.
  Timestamp robotsUntil;
  RawJson pace;  // crawl::Pace.

  static constexpr auto fields = describe(
      field<&KnownHost::robots>("robots", ""), field<&KnownHost::reason>("robotsReason", ""),
      field<&KnownHost::robotsUntil>("robotsUntil", ""), field<&KnownHost::pace>("pace", ""));
};

// A host that this crawl holds.
struct HeldHost {
  std::string origin;
  crawl::Manners manners = {};
  crawl::Robots robots = {};
  std::string robots_reason = {};  // Empty, or "robots_unreachable".
  crawl::Pace pace = {};

  std::int64_t delay_ms() const { return crawl::delay_of(pace, manners, robots.delayMs); }
};

// Takes a host for a while and reads its robots.txt, which is good for a day. Absent while another
// crawl holds it.
Task<std::optional<HeldHost>> take_host(JobContext& job, std::string origin);

// Keeps what was learnt of its pace, and lets others have it.
sql::Bound<sql::None> release_host(const HeldHost& host, Timestamp now);

// Deletes hosts that nobody asked for a month.
sql::Bound<sql::None> forget_hosts(Timestamp now);

}  // namespace crow::crawler
