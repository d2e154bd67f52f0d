// Deletes the pages of old crawls: a job in small steps, begun once a day.
//
// Each organization's last twenty crawls keep their pages, and so do those that go on or are begun
// again by a schedule. The others lose them, all but the failures that their jobs show: what a job
// says of itself stays as it was.
#pragma once

#include "shared/service/jobs.h"

namespace crow::crawler {

inline constexpr std::int64_t kCrawlsWithPages = 20;

struct ForgetPages {
  static constexpr JobKind job{.name = "forget_pages"};
  struct Payload {
    std::string organizationId = {}, id = {};  // The crawl that it is at.
    std::int64_t createdAt = 0;
    static constexpr auto fields =
        describe(field<&Payload::organizationId>("organizationId", ""),
                 field<&Payload::id>("id", ""), field<&Payload::createdAt>("createdAt", ""));
  };
};

Task<JobOutcome> forget_pages_step(JobContext& job, ForgetPages::Payload payload);

// Begins it, once a day.
Task<> keep_house(Context& context);

}  // namespace crow::crawler
