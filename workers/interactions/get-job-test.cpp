#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(GetJob, ShowsAJobToItsOrganizationAlone) {
  InteractionsWorld world;
  const auto asked = world.send_as(world.ada, {"POST", "/api/v1/interactions/bot-scores"});
  const std::string path = concat("/jobs/", read_body<JobStatus>(asked).id);
  EXPECT_EQ(read_body<JobStatus>(world.get_as(world.dan, path)).status, JobState::queued);
  const auto strangers = world.get_as(world.bob, path);
  EXPECT_EQ(refusal_of(strangers), "404 NOT_FOUND");
  EXPECT_EQ(world.get_as(world.bob, "/jobs/job_none").body, strangers.body);
}

TEST(GetJob, DoesNotShowTheWorkersOwnJobs) {
  InteractionsWorld world;
  world.record(world.ada, Sent{});
  EXPECT_EQ(world.count("jobs"), 1);
  EXPECT_EQ(refusal_of(world.get_as(world.bob, "/jobs/index_text")), "404 NOT_FOUND");
}

}  // namespace
}  // namespace crow::interactions
