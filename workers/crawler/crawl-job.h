// The work of a crawl: a job in steps, each of which takes some pages, all of one host, and writes
// what came of them in one batch: their rows, the addresses that they led to, the counts, and that
// the job goes on. So a process may die anywhere: pages whose step was not written wait still, and
// are fetched again; products that were sent already are sent again, which changes nothing.
//
// A step begins by taking the host. It fetches as many at once and as fast as the host's pace
// allows, for some seconds, and hands on; where the next page must wait longer than that, so does
// the job. A feed that is too long for one step (feed-file.h) is gone on with before anything else.
#pragma once

#include "shared/contracts/crawler.h"
#include "shared/service/jobs.h"
#include "workers/crawler/feed-file.h"

namespace crow::crawler {

struct CrawlJob {
  static constexpr JobKind job{.name = "crawl",
                               .lease_ms = 30 * kSecond,
                               .attempts_max = 8,
                               .first_delay_ms = 5 * kSecond,
                               .delay_max_ms = 10 * kMinute,
                               .keep_ms = 90 * kDay};
  struct Payload {
    std::int64_t steps = 0;    // That are done.
    std::int64_t percent = 0;  // As it was told: it never falls, although more pages are found.
    LargeFeed feed = {};       // That it is in the middle of.
    static constexpr auto fields =
        describe(field<&Payload::steps>("steps", ""), field<&Payload::percent>("percent", ""),
                 field<&Payload::feed>("feed", "").defaulted());
  };
};

Task<JobOutcome> crawl_step(JobContext& job, CrawlJob::Payload payload);

}  // namespace crow::crawler
