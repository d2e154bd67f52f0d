#include "workers/models/testing.h"

namespace crow::models {
namespace {

constexpr const char* kIds = R"({"organizationId":"north","trainingId":"t1"})";

TEST(StepTraining, NeedsATraining) {
  Models world;
  EXPECT_EQ(world.call("trainings/step", kIds).status, 404);
}

TEST(StepTraining, ThatIsDoneStaysDone) {
  Models world;
  const Training done = world.train("north", "t1");
  const Training again = world.ask<Training>("trainings/step", kIds);
  EXPECT_EQ(again.model, done.model);
  EXPECT_EQ(again.percent, 100);
}

TEST(StepTraining, SaysWhenTheBucketIsAway) {
  Models world;
  world.ask<Training>("trainings/begin", kIds);
  world.fail_next("r2.list", "no bucket");
  EXPECT_EQ(world.call("trainings/step", kIds).status, 503);
  EXPECT_EQ(world.call("trainings/step", kIds).status, 200);
}

}  // namespace
}  // namespace crow::models
