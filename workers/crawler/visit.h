// One page: fetched, judged and read. Nothing is written here.
#pragma once

#include "shared/contracts/extractor.h"
#include "shared/crawl/budget.h"
#include "workers/crawler/feed-file.h"
#include "workers/crawler/frontier.h"
#include "workers/crawler/hosts.h"

namespace crow::crawler {

struct Visit {
  WaitingPage page;
  Tally tally = Tally::read;
  std::string code = {}, message = {};  // Of a failure.
  bool may_mend = false;                // Another attempt may succeed.
  int status = 0;                       // 0 without an answer.
  std::int64_t latency_ms = 0, bytes = 0;
  std::string url = {};  // Where it was found at last.
  std::string etag = {}, last_modified = {}, retry_after = {};
  bool is_nofollow = false;
  extractor::ExtractPage::Output found = {};
};

// Fetches a page and has it read. A failure is the visit's: this never fails. `job` and `host` must
// outlive the task.
Task<Visit> visit_page(const JobContext& job, const HeldHost& host, WaitingPage page);

// A feed whose rows are taken in some at a time.
struct FeedFile {
  std::string body, content_type;       // Empty until it was fetched.
  std::int64_t rows = 0;                // That came already.
  std::optional<LargeFeed> large = {};  // It is too long for that, and lies in the bucket.
};

// The same for the next rows of a feed, which is fetched the first time. `file` must outlive it.
Task<Visit> visit_feed(const JobContext& job, WaitingPage page, FeedFile& file);

// Reads a sitemap piece by piece; what it names goes into `findings`, at most `most` addresses.
Task<Visit> visit_sitemap(const JobContext& job, WaitingPage page, Findings& findings,
                          std::size_t most);

// Sitemaps inside of sitemaps, so deep at most.
inline constexpr std::int64_t kSitemapDepthMax = 3;

// Fails a visit.
void set_failure(Visit& visit, std::string_view code, std::string message, bool may_mend);

}  // namespace crow::crawler
