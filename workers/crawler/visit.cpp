#include "workers/crawler/visit.h"

#include "shared/core/text.h"
#include "shared/crawl/robots.h"
#include "shared/crawl/sitemap.h"
#include "shared/host/fetch.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kHeadMs = 8'000, kTotalMs = 12'000;
constexpr std::int64_t kFeedMs = 60'000;              // The lease is renewed meanwhile.
constexpr std::size_t kSitemapBytesMax = 52'428'800;  // sitemaps.org: 50 MiB unpacked.
constexpr std::string_view kAcceptPage =
    "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.5, */*;q=0.1";
constexpr std::string_view kAcceptFile = "application/xml, text/xml;q=0.9, */*;q=0.5";

void fail_by(Visit& visit, const Error& error) {
  const std::string_view reason = reason_of(error);
  const bool may_mend = error.code == ErrorCode::unavailable || error.code == ErrorCode::internal;
  set_failure(visit, reason.empty() ? "unreadable" : reason, error.message, may_mend);
  if (reason == "blocked_address") visit.tally = Tally::blocked;
}

// What any answer tells, whatever it holds; false when there is nothing to read.
bool take_head(Visit& visit, const Download& download) {
  visit.status = download.status;
  visit.url = download.url;
  visit.retry_after = download.header("retry-after");
  const auto keep = [&](std::string& out, std::string_view name) {
    const std::string_view value = download.header(name);
    if (value.size() <= 256 && is_utf8(value)) out = value;
  };
  keep(visit.etag, "etag");
  keep(visit.last_modified, "last-modified");
  if (download.status == 304) {
    visit.tally = Tally::notModified;
    return false;
  }
  if (download.status == 200) return true;
  const bool is_gone = download.status == 404 || download.status == 410;
  set_failure(visit, is_gone ? "not_found" : "bad_status",
              concat("The page answered ", download.status, "."),
              crawl::is_refusal(download.status) || download.status >= 500);
  if (is_gone) visit.tally = Tally::notFound;
  return false;
}

Task<Download> open(const JobContext& job, const WaitingPage& page, std::string_view accept,
                    std::size_t bytes_max, std::int64_t total_ms = kTotalMs) {
  FetchOptions options{.headers = {{"accept", std::string(accept)}},
                       .bytes_max = bytes_max,
                       .head_ms = kHeadMs,
                       .total_ms = total_ms};
  if (page.etag && !page.etag->empty()) options.headers.push_back({"if-none-match", *page.etag});
  if (page.lastModified && !page.lastModified->empty())
    options.headers.push_back({"if-modified-since", *page.lastModified});
  return open_download(job.host, page.url, std::move(options));
}

bool is_html(std::string_view content_type) {
  const std::string type = media_type(content_type);
  return type.empty() || type == "text/html" || type == "application/xhtml+xml" ||
         type == "text/plain" || type == "application/xml" || type == "text/xml";
}

Task<> read_page(const JobContext& job, const HeldHost& host, Visit& visit) {
  const Timestamp asked_at = job.now();
  Download download = co_await open(job, visit.page, kAcceptPage, extractor::kPageBytesMax);
  visit.latency_ms = job.now().ms - asked_at.ms;
  if (!take_head(visit, download)) co_return;
  const std::string content_type(download.header("content-type"));
  if (!is_html(content_type)) {
    visit.tally = Tally::notPages;
    co_return;
  }
  // Where it led to is a page that robots.txt speaks of as well; another host's is asked for later.
  if (crawl::origin_of(visit.url) == host.origin &&
      !host.robots.allows(crawl::target_of(visit.url))) {
    visit.tally = Tally::robots;
    co_return;
  }
  const auto tag = crawl::read_robots_tag(download.header("x-robots-tag"), extractor::kAgent);
  std::string body = co_await download.rest();
  visit.bytes = std::ssize(body);
  visit.found = co_await job.services.send<extractor::ExtractPage>(
      "EXTRACTOR", {{"x-page-url", visit.url}, {"content-type", content_type}}, std::move(body));
  visit.is_nofollow = tag.is_nofollow || visit.found.robots.nofollow;
  if (tag.is_noindex || visit.found.robots.noindex) {
    visit.tally = Tally::noindex;
    visit.found.products.clear();
  }
}

Task<> read_feed(const JobContext& job, Visit& visit, FeedFile& file) {
  const bool is_first = file.rows == 0;
  if (is_first) {
    const Timestamp asked_at = job.now();
    Download download = co_await open(job, visit.page, kAcceptFile, kFeedBytesMax, kFeedMs);
    visit.latency_ms = job.now().ms - asked_at.ms;
    if (!take_head(visit, download)) co_return;
    file.content_type = download.header("content-type");
    co_await download.unpack();
    while (file.body.size() <= extractor::kPageBytesMax) {
      const std::string piece = co_await download.read();
      if (piece.empty()) break;
      file.body += piece;
    }
    if (file.body.size() > extractor::kPageBytesMax) {
      file.large = co_await keep_feed(job, download, std::move(file.body));
      visit.bytes = file.large->size;
      co_return;
    }
    visit.bytes = std::ssize(file.body);
  }
  std::string bytes = file.body;
  visit.found =
      co_await job.services.send<extractor::ExtractPage>("EXTRACTOR",
                                                         {{"x-page-url", visit.page.url},
                                                          {"content-type", file.content_type},
                                                          {"x-kind", "feed"},
                                                          {"x-rows-before", to_text(file.rows)}},
                                                         std::move(bytes));
  file.rows += std::ssize(visit.found.products);
  if (is_first && (!visit.found.isFeed || visit.found.products.empty())) {
    set_failure(visit, "not_a_feed", "The address holds no feed of products.", false);
    visit.found.products.clear();
  }
}

Task<> read_sitemap(const JobContext& job, Visit& visit, Findings& findings, std::size_t most) {
  const Timestamp asked_at = job.now();
  Download download = co_await open(job, visit.page, kAcceptFile, kSitemapBytesMax);
  visit.latency_ms = job.now().ms - asked_at.ms;
  if (!take_head(visit, download)) co_return;
  co_await download.unpack();
  crawl::SitemapReader reader;
  const std::size_t before = findings.found();
  while (!reader.is_done() && findings.found() - before < most) {
    const std::string piece = co_await download.read();
    visit.bytes += std::ssize(piece);
    for (const crawl::SitemapEntry& entry : reader.take(piece, piece.empty())) {
      if (findings.found() - before >= most) break;
      const auto modified = entry.modified ? std::optional(entry.modified->ms) : std::nullopt;
      if (!entry.is_sitemap)
        findings.add(entry.url, visit.url, PageKind::page, 1, modified);
      else if (visit.page.depth < kSitemapDepthMax)
        findings.add(entry.url, visit.url, PageKind::sitemap, visit.page.depth + 1);
    }
  }
  using Kind = crawl::SitemapReader::Kind;
  if (findings.found() == before &&
      (reader.kind() == Kind::unknown || reader.kind() == Kind::other))
    set_failure(visit, "not_a_sitemap",
                concat("The address holds no sitemap",
                       reader.fault().empty() ? "." : concat(": it ", reader.fault(), ".")),
                false);
}

}  // namespace

void set_failure(Visit& visit, std::string_view code, std::string message, bool may_mend) {
  visit.tally = Tally::failed;
  visit.code = code;
  visit.message = std::move(message);
  visit.may_mend = may_mend;
}

Task<Visit> visit_page(const JobContext& job, const HeldHost& host, WaitingPage page) {
  Visit visit{.page = std::move(page)};
  const auto outcome = co_await read_page(job, host, visit).as_result();
  if (!outcome) fail_by(visit, outcome.error());
  co_return visit;
}

Task<Visit> visit_feed(const JobContext& job, WaitingPage page, FeedFile& file) {
  Visit visit{.page = std::move(page)};
  const auto outcome = co_await read_feed(job, visit, file).as_result();
  if (!outcome) fail_by(visit, outcome.error());
  if (!outcome && outcome.error().code == ErrorCode::payload_too_large) {
    visit.code = "too_large";
    if (reason_of(outcome.error()) == "too_large")
      visit.message = concat("The feed is larger than ", kFeedBytesMax, " bytes.");
  }
  co_return visit;
}

Task<Visit> visit_sitemap(const JobContext& job, WaitingPage page, Findings& findings,
                          std::size_t most) {
  Visit visit{.page = std::move(page)};
  const auto outcome = co_await read_sitemap(job, visit, findings, most).as_result();
  if (!outcome) fail_by(visit, outcome.error());
  co_return visit;
}

}  // namespace crow::crawler
