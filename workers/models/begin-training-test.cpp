#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(BeginTraining, BeginsOnce) {
  Models world;
  constexpr const char* kIds = R"({"organizationId":"north","trainingId":"t1"})";
  EXPECT_EQ(world.ask<Training>("trainings/begin", kIds).status, TrainingStatus::collecting);
  const Training done = world.train("north", "t1");
  EXPECT_EQ(world.ask<Training>("trainings/begin", kIds).model, done.model);
}

TEST(BeginTraining, FailsWhenTheBucketIsAway) {
  Models world;
  world.fail_next("r2.get", "no bucket");
  EXPECT_EQ(world.call("trainings/begin", R"({"organizationId":"north","trainingId":"t1"})").status,
            503);
}

TEST(BeginTraining, TakesIdsThatAreSome) {
  Models world;
  EXPECT_EQ(world.call("trainings/begin", R"({"organizationId":"../x","trainingId":"t1"})").status,
            400);
}

}  // namespace
}  // namespace crow::models
