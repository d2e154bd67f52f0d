#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(RescoreBots, PromisesAJobThatSaysHowFarItIs) {
  InteractionsWorld world;
  const auto reply = world.send_as(world.ada, {"POST", "/api/v1/interactions/bot-scores"});
  EXPECT_EQ(reply.status, 202);
  const auto job = read_body<JobStatus>(reply);
  EXPECT_TRUE(job.id.starts_with("job_")) << job.id;
  EXPECT_EQ(job.kind, "score_bots");
  EXPECT_EQ(job.status, JobState::queued);
}

TEST(RescoreBots, IsForOwnersAndAdmins) {
  InteractionsWorld world;
  EXPECT_EQ(refusal_of(world.send_as(world.dan, {"POST", "/api/v1/interactions/bot-scores"})),
            "403 FORBIDDEN");
  EXPECT_EQ(world.count("jobs"), 0);
}

}  // namespace
}  // namespace crow::interactions
