// The frontier: which pages a crawl knows, which of them wait, and what came of the others.
//
// A page waits until it had its turn; then its row says what it counted as. What a step learns is
// written in the batch that ends it, so a page is either done, with all that follows from it, or
// waits still.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "shared/contracts/crawler.h"
#include "shared/crawl/address.h"
#include "shared/host/database.h"
#include "shared/service/jobs.h"

namespace crow::crawler {

enum class PageKind : std::uint8_t { page, sitemap, feed };
constexpr auto names(PageKind) {
  return std::to_array<std::string_view>({"page", "sitemap", "feed"});
}
constexpr PageKind page_kind_of(SourceType type) {
  return type == SourceType::sitemap ? PageKind::sitemap
         : type == SourceType::feed  ? PageKind::feed
                                     : PageKind::page;
}

// What a page counts as in a run. Each is a member of Counts.
enum class Tally : std::uint8_t {
  waiting,
  read,         // Looked at.
  notModified,  // As it was at the last visit.
  robots,       // robots.txt forbids it.
  noindex,      // It asks not to be kept.
  offsite,      // Another shop's.
  notPages,     // A picture, an archive; or not HTML.
  blocked,      // An address that must not be fetched.
  traps,        // Without an end, or it would do something.
  duplicates,   // Another address of a page that is known.
  notFound,     // 404, 410.
  failed,
};
constexpr auto names(Tally) {
  return std::to_array<std::string_view>({"waiting", "read", "notModified", "robots", "noindex",
                                          "offsite", "notPages", "blocked", "traps", "duplicates",
                                          "notFound", "failed"});
}

// What a run has counted. The first ones are counted from the frontier itself, the others by steps.
struct Counts {
  std::int64_t found = 0, waiting = 0, read = 0, notModified = 0, robots = 0, noindex = 0,
               offsite = 0, notPages = 0, blocked = 0, traps = 0, duplicates = 0, notFound = 0,
               failed = 0;
  std::int64_t fetched = 0, bytes = 0, products = 0, created = 0, updated = 0, unchanged = 0;

  static constexpr auto fields =
      describe(field<&Counts::found>("found", ""), field<&Counts::waiting>("waiting", ""),
               field<&Counts::fetched>("fetched", ""), field<&Counts::read>("read", ""),
               field<&Counts::notModified>("notModified", ""), field<&Counts::robots>("robots", ""),
               field<&Counts::noindex>("noindex", ""), field<&Counts::offsite>("offsite", ""),
               field<&Counts::notPages>("notPages", ""), field<&Counts::blocked>("blocked", ""),
               field<&Counts::traps>("traps", ""), field<&Counts::duplicates>("duplicates", ""),
               field<&Counts::notFound>("notFound", ""), field<&Counts::failed>("failed", ""),
               field<&Counts::products>("products", ""), field<&Counts::created>("created", ""),
               field<&Counts::updated>("updated", ""), field<&Counts::unchanged>("unchanged", ""),
               field<&Counts::bytes>("bytes", ""));
};

struct WaitingPage {
  std::int64_t number = 0;
  std::string url;
  PageKind kind{};
  std::int64_t depth = 0, rank = 0, attempts = 0, notBefore = 0;
  std::optional<std::string> etag, lastModified;
  std::optional<RawJson> products;

  static constexpr auto fields = describe(
      field<&WaitingPage::number>("number", ""), field<&WaitingPage::url>("url", ""),
      field<&WaitingPage::kind>("kind", ""), field<&WaitingPage::depth>("depth", ""),
      field<&WaitingPage::rank>("rank", ""), field<&WaitingPage::attempts>("attempts", ""),
      field<&WaitingPage::notBefore>("notBefore", ""), field<&WaitingPage::etag>("etag", ""),
      field<&WaitingPage::lastModified>("lastModified", ""),
      field<&WaitingPage::products>("products", ""));
};

// The pages whose turn is next, at most `most`, in the order of their turns.
sql::Bound<WaitingPage> select_waiting(std::string_view crawl, std::int64_t most);

// What came of a page.
struct PageOutcome {
  std::int64_t number = 0;
  Tally tally{};
  std::optional<std::string> code = {}, message = {};  // Of a failure.
  std::int64_t attempts = 0, notBefore = 0, rank = 0;
  std::optional<std::string> etag = {}, lastModified = {};
  std::optional<RawJson> products = {};
  std::int64_t fetchedAt = 0;

  static constexpr auto fields = describe(
      field<&PageOutcome::number>("number", ""), field<&PageOutcome::tally>("tally", ""),
      field<&PageOutcome::code>("code", ""), field<&PageOutcome::message>("message", ""),
      field<&PageOutcome::attempts>("attempts", ""),
      field<&PageOutcome::notBefore>("notBefore", ""), field<&PageOutcome::rank>("rank", ""),
      field<&PageOutcome::etag>("etag", ""), field<&PageOutcome::lastModified>("lastModified", ""),
      field<&PageOutcome::products>("products", ""),
      field<&PageOutcome::fetchedAt>("fetchedAt", ""));
};

// An address that a page led to.
struct FoundPage {
  std::string key, url;
  PageKind kind = PageKind::page;
  std::int64_t depth = 0, rank = 1;
  std::optional<std::string> shape = {};
  Tally tally = Tally::waiting;
  std::optional<std::int64_t> modifiedAt = {};

  static constexpr auto fields = describe(
      field<&FoundPage::key>("key", ""), field<&FoundPage::url>("url", ""),
      field<&FoundPage::kind>("kind", ""), field<&FoundPage::depth>("depth", ""),
      field<&FoundPage::rank>("rank", ""), field<&FoundPage::shape>("shape", ""),
      field<&FoundPage::tally>("tally", ""), field<&FoundPage::modifiedAt>("modifiedAt", ""));
};

// The first page of a crawl.
sql::Bound<sql::None> insert_source(std::string_view crawl, crawl::Address address, PageKind kind);

// Collects what a step learns.
class Findings {
 public:
  // `site` is where the shop is, `depth_max` how far from its source it is followed.
  Findings(std::string site, std::int64_t depth_max)
      : site_(std::move(site)), depth_max_(depth_max) {}

  void set_site(std::string site) { site_ = std::move(site); }
  const std::string& site() const { return site_; }

  // An address on the page at `base`, of the kind it is taken for. What is no address is passed
  // over; what is not to be followed is noted with its reason.
  void add(std::string_view url, std::string_view base, PageKind kind, std::int64_t depth,
           std::optional<std::int64_t> modified_at = {});
  // Another address of a page that was just read.
  void add_duplicate(std::string_view url);
  void add(PageOutcome outcome) { outcomes_.push_back(std::move(outcome)); }

  // Addresses, and of these the ones that are to be followed; some of both may be known already.
  std::size_t found() const { return found_.size(); }
  std::size_t waiting() const { return waiting_; }

  // The statements that write all of it for a run.
  void write(std::string_view crawl, std::int64_t run, std::int64_t known_max, Writes& out);

 private:
  std::string site_;
  std::int64_t depth_max_;
  std::vector<PageOutcome> outcomes_;
  std::vector<FoundPage> found_, duplicates_;
  std::unordered_set<std::string> keys_;
  std::size_t waiting_ = 0;
};

// Writes what a run has counted: `counts` with what the frontier says of it. Behind the others.
sql::Bound<sql::None> write_counts(std::string_view crawl, std::int64_t run, const Counts& counts);

}  // namespace crow::crawler
