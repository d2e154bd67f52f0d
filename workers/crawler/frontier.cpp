#include "workers/crawler/frontier.h"

#include <algorithm>

#include "shared/host/fetch.h"
#include "shared/host/url.h"

namespace crow::crawler {
namespace {

// Of addresses that differ in the values of their parameters alone.
constexpr std::int64_t kOfOneShape = 400;
// Rows in one statement's parameter, which may have two megabytes.
constexpr std::size_t kRowsAtOnce = 400;

constexpr sql::Statement<WaitingPage, std::string_view, std::int64_t> kSelectWaiting{
    "pages.waiting", R"sql(
  SELECT number, url, kind, depth, rank, attempts, not_before, etag, last_modified, products
    FROM page
   WHERE crawl_id = ?1 AND tally = 'waiting'
   ORDER BY rank, depth, number
   LIMIT ?2
)sql"};

constexpr sql::Statement<sql::None, std::vector<PageOutcome>> kUpdate{"pages.update", R"sql(
  UPDATE page
     SET tally = r.value ->> 'tally', code = r.value ->> 'code', message = r.value ->> 'message',
         attempts = r.value ->> 'attempts', not_before = r.value ->> 'notBefore',
         rank = r.value ->> 'rank', etag = r.value ->> 'etag',
         last_modified = r.value ->> 'lastModified', products = r.value ->> 'products',
         fetched_at = r.value ->> 'fetchedAt'
    FROM json_each(?1) AS r
   WHERE page.number = r.value ->> 'number'
)sql"};

// A page that an earlier run knows waits again, unless its sitemap says that nothing is new.
constexpr sql::Statement<sql::None, std::string_view, std::vector<FoundPage>, std::int64_t,
                         std::int64_t, std::int64_t>
    kInsert{"pages.insert", R"sql(
  INSERT INTO page (crawl_id, key, url, kind, depth, rank, shape, run, tally, attempts, not_before,
                    modified_at)
  SELECT ?1, r.value ->> 'key', r.value ->> 'url', r.value ->> 'kind', r.value ->> 'depth',
         r.value ->> 'rank', r.value ->> 'shape', ?3, r.value ->> 'tally', 0, 0,
         r.value ->> 'modifiedAt'
    FROM json_each(?2) AS r
   WHERE (SELECT count(*) FROM page WHERE crawl_id = ?1 AND run = ?3) < ?4
     AND (r.value ->> 'shape' IS NULL
          OR (SELECT count(*) FROM page AS same
               WHERE same.crawl_id = ?1 AND same.shape = r.value ->> 'shape') < ?5)
      ON CONFLICT (crawl_id, key) DO UPDATE
     SET tally = excluded.tally, run = excluded.run, attempts = 0, not_before = 0,
         rank = excluded.rank, depth = excluded.depth, modified_at = excluded.modified_at
   WHERE page.run < excluded.run
     AND (excluded.modified_at IS NULL OR page.fetched_at IS NULL
          OR page.fetched_at < excluded.modified_at)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::vector<FoundPage>, std::int64_t>
    kInsertDuplicates{"pages.insert_duplicates", R"sql(
  INSERT INTO page (crawl_id, key, url, kind, depth, rank, run, tally, attempts, not_before)
  SELECT ?1, r.value ->> 'key', r.value ->> 'url', r.value ->> 'kind', 0, 0, ?3, 'duplicates', 0, 0
    FROM json_each(?2) AS r
   WHERE true
      ON CONFLICT (crawl_id, key) DO UPDATE SET tally = 'duplicates', run = excluded.run
   WHERE page.tally = 'waiting'
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::int64_t, std::string_view> kWriteCounts{
    "crawls.write_counts", R"sql(
  UPDATE crawl
     SET counts = json_patch(?3, (
           SELECT json_set(json_group_object(tally, pages), '$.found', coalesce(sum(pages), 0))
             FROM (SELECT tally, count(*) AS pages FROM page
                    WHERE crawl_id = ?1 AND run = ?2 GROUP BY tally)))
   WHERE id = ?1
)sql"};

Tally tally_of(std::string_view refusal) {
  return refusal == "file" ? Tally::notPages : Tally::traps;
}

}  // namespace

sql::Bound<WaitingPage> select_waiting(std::string_view crawl, std::int64_t most) {
  return sql::bind(kSelectWaiting, crawl, most);
}

sql::Bound<sql::None> insert_source(std::string_view crawl, crawl::Address address, PageKind kind) {
  const std::vector<FoundPage> rows{
      {.key = std::move(address.key), .url = std::move(address.url), .kind = kind, .rank = 0}};
  return sql::bind(kInsert, crawl, rows, 1, 1, 1);
}

void Findings::add(std::string_view url, std::string_view base, PageKind kind, std::int64_t depth,
                   std::optional<std::int64_t> modified_at) {
  const auto parsed = parse_url(url, base);
  if (!parsed || (parsed->scheme != "http" && parsed->scheme != "https")) return;
  crawl::Address address = crawl::normalise(parsed->href);
  if (!keys_.insert(address.key).second) return;
  FoundPage page{.key = std::move(address.key),
                 .url = std::move(address.url),
                 .kind = kind,
                 .depth = depth,
                 .rank = kind == PageKind::page ? crawl::rank_of(parsed->href) : 0,
                 .modifiedAt = modified_at};
  // Links of a shop to others count as such, whatever they are; those that lie where nothing may be
  // fetched are no link to anybody.
  if (!check_address(parsed->href))
    page.tally = Tally::blocked;
  else if (!crawl::is_same_site(site_, page.url))
    page.tally = Tally::offsite;
  else if (const auto refusal = crawl::refusal_of(page.url);
           kind == PageKind::page && !refusal.empty())
    page.tally = tally_of(refusal);
  else if (kind == PageKind::page && depth > depth_max_)
    return;
  if (page.tally == Tally::waiting) {
    ++waiting_;
    if (std::string shape = crawl::shape_of(page.url); !shape.empty())
      page.shape = std::move(shape);
  }
  found_.push_back(std::move(page));
}

void Findings::add_duplicate(std::string_view url) {
  const auto parsed = parse_url(url);
  if (!parsed) return;
  crawl::Address address = crawl::normalise(parsed->href);
  if (!crawl::is_same_site(site_, address.url)) return;
  duplicates_.push_back({.key = std::move(address.key), .url = std::move(address.url)});
}

void Findings::write(std::string_view crawl, std::int64_t run, std::int64_t known_max,
                     Writes& out) {
  if (!outcomes_.empty()) out.push_back(sql::bind(kUpdate, outcomes_));
  if (!duplicates_.empty()) out.push_back(sql::bind(kInsertDuplicates, crawl, duplicates_, run));
  for (std::size_t at = 0; at < found_.size(); at += kRowsAtOnce) {
    const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end =
        found_.begin() + static_cast<std::ptrdiff_t>(std::min(at + kRowsAtOnce, found_.size()));
    out.push_back(
        sql::bind(kInsert, crawl, std::vector<FoundPage>(begin, end), run, known_max, kOfOneShape));
  }
  outcomes_.clear();
  duplicates_.clear();
  found_.clear();
  keys_.clear();
}

sql::Bound<sql::None> write_counts(std::string_view crawl, std::int64_t run, const Counts& counts) {
  Counts own = counts;
  // What the frontier no longer says is none.
  own.found = own.waiting = own.read = own.notModified = own.robots = own.noindex = own.offsite =
      own.notPages = own.blocked = own.traps = own.duplicates = own.notFound = own.failed = 0;
  return sql::bind(kWriteCounts, crawl, run, json::write(own));
}

}  // namespace crow::crawler
