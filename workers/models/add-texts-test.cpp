#include "workers/models/testing.h"

namespace crow::models {
namespace {

constexpr const char* kText =
    R"({"organizationId":"north","trainingId":"t1","part":7,"texts":["Red shoe"]})";

TEST(AddTexts, KeepsWordsAndNoText) {
  Models world;
  world.ask<Training>("trainings/begin", R"({"organizationId":"north","trainingId":"t1"})");
  EXPECT_EQ(world.call("trainings/texts", kText).status, 204);
  const std::string* stored = world.files().bytes_of("trainings/north/t1/texts/000007");
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->size(), 1u + 2 * 5);
  EXPECT_EQ(stored->find("red"), stored->npos);
}

TEST(AddTexts, NeedsATrainingThatCollects) {
  Models world;
  EXPECT_EQ(world.call("trainings/texts", kText).status, 404);
  world.train("north", "t1");
  EXPECT_EQ(world.call("trainings/texts", kText).status, 409);
}

}  // namespace
}  // namespace crow::models
