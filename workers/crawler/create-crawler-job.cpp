#include "shared/core/text.h"
#include "shared/crawl/address.h"
#include "shared/host/fetch.h"
#include "shared/host/url.h"
#include "workers/crawler/crawl-job.h"
#include "workers/crawler/frontier.h"
#include "workers/crawler/handlers.h"

namespace crow::crawler {
namespace {

constexpr std::int64_t kUnfinishedMax = 50;

constexpr sql::Statement<sql::None, std::string_view, std::string_view, SourceType,
                         std::string_view, std::string_view, std::int64_t, std::int64_t,
                         std::optional<std::int64_t>, std::optional<std::int64_t>, std::string_view,
                         std::string_view, Timestamp>
    kInsert{"crawls.insert", R"sql(
  INSERT INTO crawl (id, organization_id, source_type, source_value, site, max_pages, max_depth,
                     every_hours, next_run_at, run, counts, created_by, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11, ?12)
)sql"};

struct Unfinished {
  std::int64_t count = 0;
  static constexpr auto fields = describe(field<&Unfinished::count>("count", ""));
};
constexpr sql::Statement<Unfinished, std::string_view> kCountUnfinished{"crawls.count_unfinished",
                                                                        R"sql(
  SELECT count(*) AS count
    FROM crawl AS c JOIN jobs AS j ON j.id = c.id
   WHERE c.organization_id = ?1 AND j.outcome IS NULL
)sql"};

std::unexpected<Error> refuse(const Error& error, std::string_view received) {
  auto refusal = fail({Violation{"sourceValue", Rule::format, "a public http or https address",
                                 std::string(received), "string", &kTypeOf<std::string>}});
  refusal.error().message = error.message;
  refusal.error().notes = error.notes;
  return refusal;
}

}  // namespace

Task<CreateCrawlerJob::Output> create_crawler_job(Context& context, CreateCrawlerJob::Input input) {
  const std::string& source = input.sourceValue;
  const auto checked = check_address(source);
  if (!checked) co_await refuse(checked.error(), source);
  const std::string href = parse_url(source)->href;
  const std::string organization = context.caller.organization_id;
  const auto unfinished = co_await context.database.find(kCountUnfinished, organization);
  co_await require(!unfinished || unfinished->count < kUnfinishedMax, ErrorCode::conflict,
                   "Fifty crawler jobs have not ended; wait for one, or cancel it.");

  const Timestamp now = context.now();
  const std::string id = new_job_id(context.host, "crawl");
  const auto hours =
      input.schedule ? std::optional<std::int64_t>(input.schedule->everyHours) : std::nullopt;
  const auto next = hours ? std::optional(now.ms + *hours * kHour) : std::nullopt;
  // The source is fetched as it was named: a parameter that looks like a visit's may be the shop's.
  crawl::Address address = crawl::normalise(href);
  address.url = href.substr(0, href.find('#'));
  co_await context.database.batch(
      sql::bind(kInsert, id, organization, input.sourceType, source, href, input.maxPages,
                input.maxDepth, hours, next, json::write(Counts{.found = 1, .waiting = 1}),
                context.caller.user_id, now),
      insert_source(id, std::move(address), page_kind_of(input.sourceType)),
      enqueue<CrawlJob>(context, {}, {.id = id}));
  co_return co_await get_crawler_job(context, {.id = {id}});
}

}  // namespace crow::crawler
