#include "workers/models/training.h"

#include "workers/models/testing.h"

namespace crow::models {
namespace {

constexpr const char* kIds = R"({"organizationId":"north","trainingId":"t1"})";

TEST(Training, LeavesTheModelAndItsStateAlone) {
  Models world;
  const Training done = world.train("north", "t1");
  EXPECT_EQ(done.status, TrainingStatus::completed);
  EXPECT_EQ(done.percent, 100);
  EXPECT_EQ(done.texts, 80);
  EXPECT_EQ(world.files().size(), 3u);  // State, model, newest.
}

TEST(Training, IsTheSameInAnyInstanceAndWhenStepsAreDoneTwice) {
  std::string name;
  {
    Models world;
    name = world.train("north", "t1").model.value_or("");
    ASSERT_FALSE(name.empty());
  }
  // Dies after every operation once, and is asked again.
  Models world;
  world.ask<Training>("trainings/begin", kIds);
  for (int part = 0; part < 2; ++part) {
    json::Writer list;
    list.begin_array();
    for (int i = part * 40; i < (part + 1) * 40; ++i) list.text(Models::subject_text(i));
    list.end_array();
    for (int twice = 0; twice < 2; ++twice)
      EXPECT_EQ(world
                    .call("trainings/texts",
                          concat(R"({"organizationId":"north","trainingId":"t1","part":)", part,
                                 R"(,"texts":)", list.str(), '}'))
                    .status,
                204);
  }
  Training state;
  for (std::size_t most = 1; state.status != TrainingStatus::completed; ++most) {
    ASSERT_LT(most, 60u);
    const World::Message message{
        .method = "POST",
        .target = "/internal/models/trainings/step",
        .headers = {{"x-internal-key", "test-internal-key"}, {"content-type", "application/json"}},
        .body = kIds};
    const auto request = world.start(message);
    world.run(most);
    if (!world.reply_to(request)) {
      world.kill(true);
      forget_models();
      continue;
    }
    state = *json::read<Training>(world.reply_to(request)->body);
  }
  EXPECT_EQ(state.model, name);
}

TEST(Training, ShowsItsModelOnlyWhenItIsWhole) {
  Models world;
  world.train("north", "t1", 60);
  const auto before = world.vector_of("north", Models::word(1, 0));
  world.ask<Training>("trainings/begin", R"({"organizationId":"north","trainingId":"t2"})");
  world.call("trainings/texts", concat(R"({"organizationId":"north","trainingId":"t2","part":0,)",
                                       R"("texts":["a b c","a b d","c d e"]})"));
  EXPECT_EQ(world.vector_of("north", Models::word(1, 0)), before);
}

TEST(Training, OfTooFewTextsGivesNoModel) {
  Models world;
  const Training done = world.train("north", "t1", 8);
  EXPECT_EQ(done.status, TrainingStatus::completed);
  EXPECT_EQ(done.model, std::nullopt);
  EXPECT_EQ(world.ask<ListModels::Output>("list", R"({"organizationId":"north"})").model,
            name_of_version({}));
}

TEST(Training, WaitsForAnother) {
  Models world;
  for (const char* id : {"t1", "t2"}) {
    world.ask<Training>("trainings/begin",
                        concat(R"({"organizationId":"north","trainingId":")", id, "\"}"));
    world.call("trainings/texts", concat(R"({"organizationId":"north","trainingId":")", id,
                                         R"(","part":0,"texts":["a"]})"));
  }
  const auto message = [](std::string_view id) {
    return World::Message{
        .method = "POST",
        .target = "/internal/models/trainings/step",
        .headers = {{"x-internal-key", "test-internal-key"}, {"content-type", "application/json"}},
        .body = concat(R"({"organizationId":"north","trainingId":")", id, "\"}")};
  };
  const auto one = world.start(message("t1"));
  world.run(3);
  const auto other = world.start(message("t2"));
  world.run();
  EXPECT_EQ(world.reply_to(one)->status, 200);
  EXPECT_EQ(world.reply_to(other)->status, 503);
  EXPECT_EQ(world.reply_to(other)->header("retry-after"), "2");
  EXPECT_EQ(world.send(message("t2")).status, 200);
}

TEST(Training, ThatIsLeftGivesItsTurnBack) {
  Models world;
  world.ask<Training>("trainings/begin", kIds);
  world.call("trainings/texts",
             R"({"organizationId":"north","trainingId":"t1","part":0,"texts":["a"]})");
  const auto request = world.start(
      {.method = "POST",
       .target = "/internal/models/trainings/step",
       .headers = {{"x-internal-key", "test-internal-key"}, {"content-type", "application/json"}},
       .body = kIds});
  world.run(3);
  world.cancel(request);
  world.run();
  EXPECT_EQ(world.call("trainings/step", kIds).status, 200);
}

}  // namespace
}  // namespace crow::models
