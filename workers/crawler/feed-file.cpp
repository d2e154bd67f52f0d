#include "workers/crawler/feed-file.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/bucket.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kWindow = 1'000'000;
constexpr std::size_t kHeadMax = 16'384;
constexpr std::int64_t kReportMs = 5 * kSecond;

// Where the element that is a product begins first; npos when there is none.
std::size_t find_element(std::string_view text, std::string_view name) {
  const std::string open = concat('<', name);
  for (auto at = text.find(open); at != text.npos; at = text.find(open, at + 1)) {
    const std::size_t end = at + open.size();
    if (end < text.size() && std::string_view(" \t\r\n>").contains(text[end])) return at;
  }
  return text.npos;
}

// Reads rows as the extractor does: a quote opens a field at its beginning alone. The end of the
// first row, or of the last that is whole; 0 when none is.
std::size_t end_of_row(std::string_view text, char separator, bool is_first) {
  bool is_quoted = false, is_begin = true;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_quoted) {
      is_quoted = c != '"' || (at + 1 < text.size() && text[at + 1] == '"' && ++at);
      continue;
    }
    if (c == '"' && is_begin) is_quoted = true;
    is_begin = c == separator || c == '\n';
    if (c != '\n') continue;
    end = at + 1;
    if (is_first) break;
  }
  return end;
}

std::optional<LargeFeed> plan_xml(std::string_view start) {
  LargeFeed feed;
  const std::size_t item = find_element(start, "item"), entry = find_element(start, "entry");
  const std::size_t begin = std::min(item, entry);
  if (begin == start.npos) return std::nullopt;
  feed.tag = item < entry ? "</item>" : "</entry>";
  feed.offset = static_cast<std::int64_t>(begin);
  feed.head = start.substr(0, begin);
  if (begin > kHeadMax) {
    // What it says of itself is of no use; the charset is.
    const auto end = start.find("?>");
    const bool is_declared = start.starts_with("<?xml") && end < kHeadMax;
    feed.head = concat(is_declared ? start.substr(0, end + 2) : "", "<rss>");
  }
  return feed;
}

std::optional<LargeFeed> plan_table(std::string_view start) {
  LargeFeed feed;
  const std::string_view line = start.substr(0, start.find('\n'));
  const auto semicolons = std::ranges::count(line, ';'), commas = std::ranges::count(line, ',');
  const bool has_tabs = line.contains('\t');
  if (!has_tabs && semicolons == 0 && commas == 0) return std::nullopt;
  const char separator = has_tabs ? '\t' : semicolons > commas ? ';' : ',';
  const std::size_t end = end_of_row(start, separator, true);
  if (end == 0 || end > kHeadMax) return std::nullopt;
  feed.separator = std::string(1, separator);
  feed.head = start.substr(0, end);
  feed.offset = static_cast<std::int64_t>(end);
  return feed;
}

// Has the rows of a window read, some at a time, and keeps them for the catalog.
Task<bool> read_window(JobContext& job, LargeFeed& feed, const std::string& url,
                       const std::string& text, Delivery& delivery) {
  for (std::int64_t rows = 0;;) {
    std::string bytes = text;
    const auto found =
        co_await job.services.send<extractor::ExtractPage>("EXTRACTOR",
                                                           {{"x-page-url", url},
                                                            {"content-type", feed.contentType},
                                                            {"x-kind", "feed"},
                                                            {"x-rows-before", to_text(rows)}},
                                                           std::move(bytes));
    if (!found.isFeed) co_return false;
    for (const extractor::Product& product : found.products) delivery.add(product);
    rows += std::ssize(found.products);
    feed.products += std::ssize(found.products);
    if (found.rowsLeft == 0 || found.products.empty()) co_return true;
  }
}

}  // namespace

std::string feed_key(std::string_view crawl) { return concat("feeds/", crawl); }

std::optional<LargeFeed> plan_feed(std::string_view start) {
  const bool has_mark = start.starts_with("\xEF\xBB\xBF");
  if (has_mark) start.remove_prefix(3);
  const bool is_wide = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF") ||
                       start.substr(0, 64).contains('\0');
  const auto first = start.find_first_not_of(" \t\r\n");
  if (is_wide || first == start.npos || start[first] == '{' || start[first] == '[')
    return std::nullopt;
  const std::size_t skipped = first + (has_mark ? 3 : 0);
  start.remove_prefix(first);
  auto feed = start[0] == '<' ? plan_xml(start) : plan_table(start);
  if (feed) feed->offset += static_cast<std::int64_t>(skipped);
  return feed;
}

std::size_t whole_rows(const LargeFeed& feed, std::string_view window) {
  if (!feed.tag.empty()) {
    const auto last = window.rfind(feed.tag);
    return last == window.npos ? 0 : last + feed.tag.size();
  }
  if (const std::size_t end = end_of_row(window, feed.separator[0], false)) return end;
  // A quote that nobody closes holds no more than a window.
  return window.rfind('\n') + 1;
}

Task<LargeFeed> keep_feed(const JobContext& job, Download& download, std::string begun) {
  auto feed = plan_feed(begun);
  co_await require(feed.has_value(), ErrorCode::payload_too_large,
                   concat("Only feeds in XML, CSV or TSV (not in UTF-16) may be larger than ",
                          extractor::kPageBytesMax, " bytes."));
  feed->contentType = download.header("content-type");
  BucketWriter writer(crow::Bucket(job.host, kFeedBucket), feed_key(job.job.id), {});
  Timestamp told = job.now();
  for (std::string piece = std::move(begun); !piece.empty(); piece = co_await download.read()) {
    feed->size += std::ssize(piece);
    co_await writer.append(piece);
    if (job.now().ms - told.ms < kReportMs) continue;
    co_await job.report();
    told = job.now();
  }
  feed->mark = (co_await writer.finish()).etag.substr(0, 16);
  co_return std::move(*feed);
}

Task<FeedTurn> take_windows(JobContext& job, LargeFeed& feed, const std::string& url,
                            Delivery& delivery, Counts& counts, std::int64_t until_ms) {
  const crow::Bucket bucket(job.host, kFeedBucket);
  Timestamp told = job.now();
  while (feed.offset < feed.size) {
    if (job.now().ms >= until_ms) co_return FeedTurn{};
    const auto part =
        co_await bucket.find(feed_key(job.job.id), {.offset = feed.offset, .length = kWindow});
    if (!part || part->object.size != feed.size)
      co_return FeedTurn{true, "gone", "The feed that was fetched is not there any more."};
    const bool is_last = feed.offset + std::ssize(part->bytes) >= feed.size;
    const std::size_t whole = is_last ? part->bytes.size() : whole_rows(feed, part->bytes);
    if (whole == 0)
      co_return FeedTurn{true, "too_large",
                         concat("A product of the feed is longer than ", kWindow, " bytes.")};
    const std::string name = concat(job.job.id, '.', feed.mark, '.', feed.offset);
    const bool is_feed = co_await read_window(
        job, feed, url, concat(feed.head, std::string_view(part->bytes).substr(0, whole)),
        delivery);
    co_await delivery.send(counts, name);
    feed.offset += static_cast<std::int64_t>(whole);
    if (!is_feed || (is_last && feed.products == 0))
      co_return FeedTurn{true, "not_a_feed", "The address holds no feed of products."};
    if (job.now().ms - told.ms < kReportMs) continue;
    co_await job.report({.current = url});
    told = job.now();
  }
  co_return FeedTurn{true};
}

}  // namespace crow::crawler
