// The operations of the crawler: jobs that read a shop's pages, its sitemap or its feed, and bring
// the products into the catalog. Each stands under two paths: below /products, and by itself.
#pragma once

#include "shared/contracts/page.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::crawler {

enum class SourceType : std::uint8_t { url, sitemap, feed };
constexpr auto names(SourceType) {
  return std::to_array<std::string_view>({"url", "sitemap", "feed"});
}

// When a crawl is done again.
struct Schedule {
  static constexpr std::string_view title = "CrawlSchedule";
  Integer<1, 8'760> everyHours{24};
  static constexpr auto fields =
      describe(field<&Schedule::everyHours>("everyHours", "Hours from one start to the next."));
};

struct CrawlerJob {
  static constexpr std::string_view title = "CrawlerJob";
  std::string id, organizationId;
  SourceType sourceType{};
  std::string sourceValue;
  JobState status = JobState::queued;
  RawObject counts;
  std::optional<std::int64_t> percent;
  std::optional<std::string> currentPage;
  RawJson errors;
  std::optional<RawObject> error;
  std::optional<std::string> stoppedBy;
  std::int64_t maxPages = 0, maxDepth = 0;
  std::optional<RawObject> schedule;
  std::int64_t run = 1;
  std::optional<Timestamp> nextRunAt;
  Timestamp createdAt;
  std::optional<Timestamp> startedAt, finishedAt;

  static constexpr auto fields = describe(
      field<&CrawlerJob::id>("id", "The job's id."),
      field<&CrawlerJob::organizationId>("organizationId", "Whose it is."),
      field<&CrawlerJob::sourceType>("sourceType", "What is read."),
      field<&CrawlerJob::sourceValue>("sourceValue", "Where it begins."),
      field<&CrawlerJob::status>("status", "queued, running, completed, failed or cancelled."),
      field<&CrawlerJob::counts>(
          "counts",
          "Of this run. Pages: `found` (known), `waiting`, `fetched`, `notModified` (as they were "
          "at the last visit), and by reason those that were left out (`robots`, `noindex`, "
          "`offsite`, `notPages`, `blocked`, `traps`, `duplicates`) or failed (`notFound`, "
          "`failed`). Products: `products` (seen), of which `created`, `updated`, `unchanged`. "
          "`bytes` that came."),
      field<&CrawlerJob::percent>(
          "percent", "How far it is among the pages known so far; null before it began."),
      field<&CrawlerJob::currentPage>("currentPage", "The page that was read last."),
      field<&CrawlerJob::errors>(
          "errors",
          "The last 20 pages that failed, the latest first: `url`, `code`, `message`, `at`."),
      field<&CrawlerJob::error>(
          "error",
          "Why it failed, if it has: `message`, and as `code` blocked_address, unknown_host, "
          "unreachable, timed_out, too_large, too_many_redirects, bad_encoding, bad_status, "
          "robots, "
          "robots_unreachable, not_a_page, not_a_sitemap, not_a_feed, unreadable, or failed."),
      field<&CrawlerJob::stoppedBy>(
          "stoppedBy", "Which budget ended it before its pages did: pages, bytes or time."),
      field<&CrawlerJob::maxPages>("maxPages", "Pages that a run fetches at most."),
      field<&CrawlerJob::maxDepth>("maxDepth", "Links from the source to a page, at most."),
      field<&CrawlerJob::schedule>("schedule", "When it is done again; null for once."),
      field<&CrawlerJob::run>("run", "Which run this is, from 1."),
      field<&CrawlerJob::nextRunAt>("nextRunAt", "When the next run begins."),
      field<&CrawlerJob::createdAt>("createdAt", "When it was asked for."),
      field<&CrawlerJob::startedAt>("startedAt", "When this run began."),
      field<&CrawlerJob::finishedAt>("finishedAt", "When this run ended."));
};

// The same operation under another path.
consteval Operation also_at(Operation operation, std::string_view name, std::string_view path) {
  operation.name = name;
  operation.path = path;
  operation.description = Prose("The same as below `/products`.");
  return operation;
}

struct CreateCrawlerJob {
  static constexpr Operation operation{
      .name = "create_crawler_job",
      .method = Method::post,
      .path = "/products/crawler-jobs",
      .summary = "Reads a shop and brings its products into the catalog.",
      .description =
          "`url` begins at a page and follows links within the shop; `sitemap` reads the pages "
          "that "
          "a sitemap names (or, given the shop's first page, those that its robots.txt names); "
          "`feed` takes in a Merchant feed (XML, CSV, TSV) up to 50 MB, or a shop's product JSON "
          "up "
          "to 8 MB.\n\nrobots.txt, noindex, nofollow and a host's pace are kept to. Addresses of "
          "private "
          "networks and of this platform are refused. With `schedule` the job is done again and "
          "again; products keep the history of their prices and stock.",
      .access = Access::admin,
      .success = 202};
  struct Input {
    SourceType sourceType{};
    Text<1, 2'048> sourceValue;
    Integer<1, 50'000> maxPages{1'000};
    Integer<0, 50> maxDepth{10};
    std::optional<Schedule> schedule;

    static constexpr auto fields = describe(
        field<&Input::sourceType>("sourceType", "What is read."),
        field<&Input::sourceValue>("sourceValue", "A public http or https address."),
        field<&Input::maxPages>("maxPages", "Pages that a run fetches at most.").defaulted(),
        field<&Input::maxDepth>("maxDepth", "Links from the source to a page, at most.")
            .defaulted(),
        field<&Input::schedule>("schedule", "When it is done again; once, without it."));
  };
  using Output = CrawlerJob;
};
struct CreateCrawlerJobByItself : CreateCrawlerJob {
  static constexpr Operation operation =
      also_at(CreateCrawlerJob::operation, "create_crawler_job_by_itself", "/crawler-jobs");
};

struct ListCrawlerJobs {
  static constexpr Operation operation{
      .name = "list_crawler_jobs",
      .path = "/products/crawler-jobs",
      .summary = "The crawler jobs of the caller's organization, newest first."};
  using Input = Paging;
  using Output = Page<CrawlerJob>;
};
struct ListCrawlerJobsByItself : ListCrawlerJobs {
  static constexpr Operation operation =
      also_at(ListCrawlerJobs::operation, "list_crawler_jobs_by_itself", "/crawler-jobs");
};

struct ListOrganizationCrawlerJobs {
  static constexpr Operation operation{
      .name = "list_organization_crawler_jobs",
      .path = "/products/crawler-jobs/organization/{organizationId}",
      .summary = "The crawler jobs of an organization, with the organization in the path.",
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::paging>());
  };
  using Output = Page<CrawlerJob>;
};
struct ListOrganizationCrawlerJobsByItself : ListOrganizationCrawlerJobs {
  static constexpr Operation operation =
      also_at(ListOrganizationCrawlerJobs::operation, "list_organization_crawler_jobs_by_itself",
              "/crawler-jobs/organization/{organizationId}");
};

struct GetCrawlerJob {
  static constexpr Operation operation{
      .name = "get_crawler_job",
      .path = "/products/crawler-jobs/{id}",
      .summary = "How far a crawler job is, what it counted and what went wrong."};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The job's id."));
  };
  using Output = CrawlerJob;
};
struct GetCrawlerJobByItself : GetCrawlerJob {
  static constexpr Operation operation =
      also_at(GetCrawlerJob::operation, "get_crawler_job_by_itself", "/crawler-jobs/{id}");
};

struct CancelCrawlerJob {
  static constexpr Operation operation{
      .name = "cancel_crawler_job",
      .method = Method::post,
      .path = "/products/crawler-jobs/{id}/cancel",
      .summary = "Ends a crawler job that has not ended, and its schedule.",
      .description = "What it brought into the catalog stays.",
      .access = Access::admin,
      .may_lack_body = true};
  using Input = GetCrawlerJob::Input;
  using Output = CrawlerJob;
};
struct CancelCrawlerJobByItself : CancelCrawlerJob {
  static constexpr Operation operation = also_at(
      CancelCrawlerJob::operation, "cancel_crawler_job_by_itself", "/crawler-jobs/{id}/cancel");
};

// The same as cancelling: the job can still be looked at.
struct DeleteCrawlerJob {
  static constexpr Operation operation{.name = "delete_crawler_job",
                                       .method = Method::remove,
                                       .path = "/products/crawler-jobs/{id}",
                                       .summary = "Cancels a crawler job.",
                                       .access = Access::admin,
                                       .success = 204};
  using Input = GetCrawlerJob::Input;
  using Output = Nothing;
};
struct DeleteCrawlerJobByItself : DeleteCrawlerJob {
  static constexpr Operation operation =
      also_at(DeleteCrawlerJob::operation, "delete_crawler_job_by_itself", "/crawler-jobs/{id}");
};

using All =
    Operations<CreateCrawlerJob, CreateCrawlerJobByItself, ListCrawlerJobs, ListCrawlerJobsByItself,
               ListOrganizationCrawlerJobs, ListOrganizationCrawlerJobsByItself, GetCrawlerJob,
               GetCrawlerJobByItself, CancelCrawlerJob, CancelCrawlerJobByItself, DeleteCrawlerJob,
               DeleteCrawlerJobByItself>;

}  // namespace crow::crawler
