#include "workers/crawler/crawl-job.h"

#include <algorithm>
#include <deque>

#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "workers/crawler/delivery.h"
#include "workers/crawler/visit.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kPagesOfAStep = 40;
constexpr std::int64_t kStepMs = 6 * kSecond;
constexpr std::size_t kFindingsOfAStep = 4'000;
constexpr std::int64_t kPatienceMs = 2 * kSecond;  // Longer waits are the job's.
constexpr std::int64_t kReportMs = 3 * kSecond;    // After what took longer the lease is renewed.
constexpr std::int64_t kHeldByAnotherMs = 2 * kSecond;
constexpr std::int64_t kAttemptsMax = 3, kRefusalsMax = 6;
constexpr std::int64_t kRankOfRetries = 3;

struct Crawl {
  SourceType sourceType{};
  std::string site;
  std::int64_t maxPages = 0, maxDepth = 0, run = 1;
  RawJson counts;
  std::optional<Timestamp> startedAt;

  static constexpr auto fields =
      describe(field<&Crawl::sourceType>("sourceType", ""), field<&Crawl::site>("site", ""),
               field<&Crawl::maxPages>("maxPages", ""), field<&Crawl::maxDepth>("maxDepth", ""),
               field<&Crawl::run>("run", ""), field<&Crawl::counts>("counts", ""),
               field<&Crawl::startedAt>("startedAt", ""));
};
constexpr sql::Statement<Crawl, std::string_view> kSelectCrawl{"crawls.select", R"sql(
  SELECT source_type, site, max_pages, max_depth, run, counts, started_at FROM crawl
   WHERE id = ?1 AND outcome IS NULL
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, Timestamp> kNote{
    "crawls.note", R"sql(
  UPDATE crawl SET site = ?2, started_at = coalesce(started_at, ?3) WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::optional<std::string_view>,
                         std::optional<std::string_view>, Timestamp>
    kFinish{"crawls.finish", R"sql(
  UPDATE crawl SET outcome = ?2, error_code = ?3, error_message = ?4, stopped_by = ?5,
                   started_at = coalesce(started_at, ?6), finished_at = ?6
   WHERE id = ?1 AND outcome IS NULL
)sql"};

constexpr sql::Statement<WaitingPage, std::int64_t> kSelectPage{"pages.select", R"sql(
  SELECT number, url, kind, depth, rank, attempts, not_before, etag, last_modified, products
    FROM page WHERE number = ?1
)sql"};

// The source of a crawl that brought nothing says why.
struct Fault {
  std::optional<std::string> code, message;
  static constexpr auto fields =
      describe(field<&Fault::code>("code", ""), field<&Fault::message>("message", ""));
};
constexpr sql::Statement<Fault, std::string_view> kSelectFault{"pages.fault", R"sql(
  SELECT code, message FROM page WHERE crawl_id = ?1 AND code IS NOT NULL
   ORDER BY fetched_at, number LIMIT 1
)sql"};

std::optional<std::string_view> given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

// One step of one crawl.
class Step {
 public:
  Step(JobContext& job, Crawl crawl, CrawlJob::Payload payload)
      : job_(job),
        crawl_(std::move(crawl)),
        payload_(std::move(payload)),
        findings_(crawl_.site, crawl_.maxDepth),
        delivery_(job) {
    auto counts = json::read<Counts>(crawl_.counts.text, {.unknown = json::Unknown::ignored});
    if (counts) counts_ = *counts;
    waiting_ = counts_.waiting;
    budget_ = crawl::Budget::of(crawl_.maxPages, crawl_.maxDepth);
  }

  Task<JobOutcome> run() {
    if (payload_.feed.page != 0) co_return co_await go_on_with_feed();
    const Timestamp now = job_.now();
    const std::int64_t started = crawl_.startedAt.value_or(now).ms;
    const auto end = crawl::end_of(
        budget_, {.pages = counts_.fetched, .bytes = counts_.bytes, .time_ms = now.ms - started});
    if (!end.empty()) co_return co_await finish(std::string(end));
    const std::int64_t most = std::min(kPagesOfAStep * 2, budget_.pages - counts_.fetched);
    auto [waiting] = co_await job_.database.batch(select_waiting(job_.job.id, most));
    if (waiting.rows.empty()) co_return co_await finish({});

    // Pages of the host whose page is next, as far as they are due.
    std::deque<WaitingPage> pages;
    std::string origin;
    std::int64_t due_ms = kHour;
    for (WaitingPage& page : waiting.rows) {
      due_ms = std::min(due_ms, page.notBefore - now.ms);
      if (page.notBefore > now.ms || std::ssize(pages) >= kPagesOfAStep) continue;
      if (origin.empty()) origin = crawl::origin_of(page.url);
      if (crawl::origin_of(page.url) == origin) pages.push_back(std::move(page));
    }
    if (pages.empty()) co_return hand_on(std::max<std::int64_t>(due_ms, 100));

    auto held = co_await take_host(job_, origin);
    if (!held) co_return hand_on(kHeldByAnotherMs);
    HeldHost host = std::move(*held);
    const std::int64_t wait = host.pace.notBefore.ms - job_.now().ms;
    if (wait > kPatienceMs) co_return hand_on(wait, {release_host(host, job_.now())});
    const std::int64_t before = counts_.fetched;
    if (job_.now().ms - now.ms > kReportMs) co_await job_.report();  // robots.txt took its time.
    const Timestamp begun = job_.now();
    co_await take_pages(host, std::move(pages));
    if (job_.now().ms - begun.ms > kReportMs) co_await job_.report();
    co_await delivery_.send(counts_);
    waiting_ = std::max<std::int64_t>(counts_.waiting - (counts_.fetched - before) +
                                          static_cast<std::int64_t>(findings_.waiting()),
                                      0);
    Writes writes;
    findings_.write(job_.job.id, crawl_.run, budget_.pages * 4 + 2'000, writes);
    writes.push_back(write_counts(job_.job.id, crawl_.run, counts_));
    writes.push_back(sql::bind(kNote, job_.job.id, findings_.site(), job_.now()));
    writes.push_back(release_host(host, job_.now()));
    const std::int64_t next = host.pace.notBefore.ms - job_.now().ms;
    co_return hand_on(next > kPatienceMs ? next : 0, std::move(writes));
  }

 private:
  JobOutcome hand_on(std::int64_t delay_ms, Writes writes = {}) {
    ++payload_.steps;
    payload_.percent =
        std::max(payload_.percent, crawl::percent_of(budget_, counts_.fetched, waiting_));
    JobProgress progress{.percent = payload_.percent};
    if (!current_.empty()) progress.current = current_;
    return continue_with(payload_, std::move(writes), delay_ms).with(std::move(progress));
  }

  Task<JobOutcome> finish(std::string stopped_by) {
    const std::string& id = job_.job.id;
    std::string code, message;
    // What brought neither a page nor a product has failed, for the reason of its source.
    if (counts_.read + counts_.notModified + counts_.products == 0) {
      const auto fault = co_await job_.database.find(kSelectFault, id);
      code = fault && fault->code ? *fault->code : counts_.robots > 0 ? "robots" : "not_a_page";
      message = fault && fault->message ? *fault->message
                : counts_.robots > 0    ? "The shop's robots.txt forbids the page."
                                        : "The address holds no page that may be kept.";
    }
    Writes writes{sql::bind(kFinish, id, code.empty() ? "completed" : "failed", given(code),
                            given(message), given(stopped_by), job_.now()),
                  write_counts(id, crawl_.run, counts_)};
    if (!code.empty()) co_return give_up(message, std::move(writes));
    co_return completed(std::move(writes)).with({.percent = 100});
  }

  // Fetches pages of one host, some at once, until they or the step's time are over.
  Task<> take_pages(HeldHost& host, std::deque<WaitingPage> pages) {
    const std::int64_t until = std::min(job_.now().ms + kStepMs, job_.deadline.ms);
    std::deque<Task<Visit>> visits;
    Timestamp started{0};
    bool is_over = false;
    while (!pages.empty() || !visits.empty()) {
      is_over = is_over || pages.empty() || job_.now().ms >= until ||
                findings_.found() >= kFindingsOfAStep ||
                host.pace.notBefore.ms > job_.now().ms + kPatienceMs;
      if (is_over && visits.empty()) break;
      if (is_over || std::ssize(visits) >= host.manners.at_once) {
        const Visit visit = co_await std::move(visits.front());
        visits.pop_front();
        take_in(host, visit);
        continue;
      }
      WaitingPage page = std::move(pages.front());
      pages.pop_front();
      if (!host.robots.allows(crawl::target_of(page.url))) {
        leave_out(host, page);
        continue;
      }
      const std::int64_t wait = started.ms + host.delay_ms() - job_.now().ms;
      if (started.ms != 0 && wait > 0) co_await job_.host.sleep(std::min(wait, kStepMs));
      const std::int64_t pause = host.pace.notBefore.ms - job_.now().ms;
      if (pause > 0) co_await job_.host.sleep(std::min(pause, kPatienceMs));
      started = job_.now();
      ++counts_.fetched;
      current_ = page.url;
      if (page.kind == PageKind::page)
        visits.push_back(visit_page(job_, host, std::move(page)));
      else if (page.kind == PageKind::sitemap)
        take_in(host, co_await take_sitemap(host, std::move(page)));
      else
        co_await take_feed(host, std::move(page));
    }
    // What robots.txt or the host's own pace leaves for later begins with its delay.
    if (started.ms != 0)
      host.pace.notBefore.ms = std::max(host.pace.notBefore.ms, started.ms + host.delay_ms());
  }

  Task<Visit> take_sitemap(const HeldHost& host, WaitingPage page) {
    // A shop's first page stands for the sitemaps that its robots.txt names.
    if (crawl::target_of(page.url) != "/") {
      const auto most = static_cast<std::size_t>(budget_.pages + 1'000);
      co_return co_await visit_sitemap(job_, std::move(page), findings_, most);
    }
    Visit visit{.page = std::move(page), .tally = Tally::notPages};
    for (const std::string& sitemap : host.robots.sitemaps)
      findings_.add(sitemap, host.origin, PageKind::sitemap, 0);
    if (host.robots.sitemaps.empty())
      findings_.add("/sitemap.xml", host.origin, PageKind::sitemap, 0);
    co_return visit;
  }

  Task<> take_feed(HeldHost& host, WaitingPage page) {
    FeedFile file;
    for (;;) {
      Visit visit = co_await visit_feed(job_, page, file);
      if (visit.tally == Tally::read && file.large) {
        crawl::note_answer(host.pace, host.manners,
                           {visit.status, visit.latency_ms, visit.retry_after}, job_.now());
        counts_.bytes += visit.bytes;
        payload_.feed = std::move(*file.large);
        payload_.feed.page = page.number;
        payload_.feed.etag = visit.etag;
        payload_.feed.lastModified = visit.last_modified;
        co_return;
      }
      const bool has_more = visit.tally == Tally::read && visit.found.rowsLeft > 0;
      for (const extractor::Product& product : visit.found.products) delivery_.add(product);
      visit.found.products.clear();
      if (!has_more) {
        take_in(host, visit);
        co_return;
      }
      counts_.bytes += visit.bytes;
      co_await delivery_.send(counts_);
      co_await job_.report({.current = page.url});
    }
  }

  // The page of the feed waits until its last window.
  Task<JobOutcome> go_on_with_feed() {
    LargeFeed& feed = payload_.feed;
    const auto page = co_await job_.database.find(kSelectPage, feed.page);
    if (page) current_ = page->url;
    const FeedTurn turn =
        co_await take_windows(job_, feed, current_, delivery_, counts_,
                              std::min(job_.now().ms + kStepMs, job_.deadline.ms));
    payload_.percent =
        std::max(payload_.percent, feed.offset * 99 / std::max<std::int64_t>(feed.size, 1));
    if (turn.is_over) {
      if (page) {
        PageOutcome outcome = outcome_of(*page, turn.code.empty() ? Tally::read : Tally::failed);
        if (turn.code.empty()) {
          outcome.etag = feed.etag;
          outcome.lastModified = feed.lastModified;
        } else {
          outcome.code = turn.code;
          outcome.message = turn.message;
        }
        findings_.add(std::move(outcome));
      }
      co_await crow::Bucket(job_.host, kFeedBucket).remove({feed_key(job_.job.id)});
      feed = {};
    }
    Writes writes;
    findings_.write(job_.job.id, crawl_.run, budget_.pages * 4 + 2'000, writes);
    writes.push_back(write_counts(job_.job.id, crawl_.run, counts_));
    co_return hand_on(0, std::move(writes));
  }

  void leave_out(const HeldHost& host, const WaitingPage& page) {
    PageOutcome outcome = outcome_of(page, Tally::robots);
    if (!host.robots_reason.empty()) {
      outcome.code = host.robots_reason;
      outcome.message = "The host's robots.txt could not be had.";
    }
    findings_.add(std::move(outcome));
  }

  PageOutcome outcome_of(const WaitingPage& page, Tally tally) const {
    return {.number = page.number,
            .tally = tally,
            .attempts = page.attempts + 1,
            .rank = page.rank,
            .etag = page.etag,
            .lastModified = page.lastModified,
            .products = page.products,
            .fetchedAt = job_.now().ms};
  }

  void take_in(HeldHost& host, const Visit& visit) {
    const Timestamp now = job_.now();
    const WaitingPage& page = visit.page;
    counts_.bytes += visit.bytes;
    const crawl::Answer answer{visit.status, visit.latency_ms, visit.retry_after};
    if (visit.status != 0) crawl::note_answer(host.pace, host.manners, answer, now);
    PageOutcome outcome = outcome_of(page, visit.tally);
    if (visit.tally == Tally::read || visit.tally == Tally::noindex)
      outcome.products = std::nullopt;
    if (!visit.code.empty()) {
      outcome.code = visit.code;
      outcome.message = visit.message;
    }
    const bool is_refused = crawl::is_refusal(visit.status);
    if (visit.tally == Tally::failed && visit.may_mend &&
        outcome.attempts < (is_refused ? kRefusalsMax : kAttemptsMax)) {
      outcome.tally = Tally::waiting;
      outcome.code = outcome.message = std::nullopt;
      outcome.rank = std::max(page.rank, kRankOfRetries);
      outcome.notBefore = std::max(host.pace.notBefore.ms, now.ms + 2'000 * outcome.attempts);
      findings_.add(std::move(outcome));
      return;
    }
    if (visit.tally == Tally::read) take_content(visit, outcome);
    if (visit.tally == Tally::notModified) delivery_.count_known(page.products, counts_);
    if (visit.tally == Tally::notFound) delivery_.add_gone(page.products);
    if (visit.tally == Tally::noindex) follow(visit);
    findings_.add(std::move(outcome));
  }

  void take_content(const Visit& visit, PageOutcome& outcome) {
    const WaitingPage& page = visit.page;
    outcome.etag = visit.etag;
    outcome.lastModified = visit.last_modified;
    if (page.kind != PageKind::page) return;
    // The first page says where the shop is; another one that leads elsewhere has left it.
    const bool is_source = page.depth == 0 && crawl_.sourceType == SourceType::url;
    if (is_source) findings_.set_site(visit.url);
    if (!crawl::is_same_site(findings_.site(), visit.url)) {
      outcome.tally = Tally::offsite;
      return;
    }
    if (crawl::normalise(visit.url).key != crawl::normalise(page.url).key)
      findings_.add_duplicate(visit.url);
    const auto& found = visit.found;
    if (found.isProduct && found.canonicalUrl &&
        crawl::normalise(*found.canonicalUrl).key != crawl::normalise(visit.url).key &&
        crawl::is_same_page(visit.url, *found.canonicalUrl))
      findings_.add_duplicate(*found.canonicalUrl);
    outcome.products = delivery_.add_page(found, visit.url);
    follow(visit);
  }

  void follow(const Visit& visit) {
    if (crawl_.sourceType != SourceType::url || visit.is_nofollow) return;
    const std::int64_t depth = visit.page.depth + 1;
    for (const extractor::Link& link : visit.found.links)
      if (!link.nofollow) findings_.add(link.url, visit.url, PageKind::page, depth);
    for (const extractor::Product& product : visit.found.products)
      if (product.url && !visit.found.isProduct)
        findings_.add(*product.url, visit.url, PageKind::page, depth);
  }

  JobContext& job_;
  Crawl crawl_;
  CrawlJob::Payload payload_;
  Counts counts_;
  crawl::Budget budget_;
  Findings findings_;
  Delivery delivery_;
  std::string current_;
  std::int64_t waiting_ = 0;  // Pages ahead, as far as they are known.
};

}  // namespace

Task<JobOutcome> crawl_step(JobContext& job, CrawlJob::Payload payload) {
  auto crawl = co_await job.database.find(kSelectCrawl, job.job.id);
  if (!crawl) co_return completed();
  Step step(job, std::move(*crawl), std::move(payload));
  co_return co_await step.run();
}

}  // namespace crow::crawler
