#include "workers/meaning/embed-job.h"

#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

// So many that each step of the job comes several times, and that there is something to learn.
std::vector<Said> many(int count) {
  std::vector<Said> all;
  constexpr std::array<std::string_view, 3> kTexts = {"rain", "queue", "shoes"};
  for (int i = 0; i < count; ++i)
    all.push_back({concat("k", i), std::string(kTexts[static_cast<std::size_t>(i % 3)])});
  return all;
}

std::string count_of(int number) { return concat("[[[[", number, "]],0]]"); }

TEST(Embed, MakesAllAnewWhenTheModelChanges) {
  Meaning world;
  world.put(many(250));
  world.work();
  EXPECT_EQ(world.embedded, 250);
  world.model = "builtin:2";
  world.models.push_back("builtin:2");
  world.put({{"new", "umbrella"}});
  world.work();
  EXPECT_EQ(world.embedded, 250 + 251);
  EXPECT_EQ(world.vector_count(), count_of(251));
  EXPECT_EQ(world.ask("SELECT DISTINCT model FROM text"), R"([[[["builtin:2"]],0]])");
  EXPECT_EQ(world.models, std::vector<std::string>{"builtin:2"});
  EXPECT_EQ(world.search("rain").body.substr(0, 41),
            R"({"mode":"builtin","model":"builtin:2","hi)");
}

// At every moment of the change each search answers, by one model or by the other.
TEST(Embed, AnswersByTheModelBeforeUntilTheNewOneIsComplete) {
  Meaning world;
  world.put({{"a", "wet umbrella"}, {"b", "long queue"}, {"c", "boots"}});
  world.work();
  world.model = "builtin:2";
  world.models.push_back("builtin:2");
  world.put({{"d", "sole"}});
  bool is_old = false, is_new = false;
  for (int step = 0; step < 80; ++step) {
    world.now_ms += kSecond;
    world.wake();
    world.run(1);
    const auto reply = world.search("rain");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto found = json::read<FindTexts::Output>(reply.body);
    ASSERT_TRUE(found && !found->hits.empty()) << step;
    EXPECT_EQ(found->hits[0].key, "a") << step;
    EXPECT_NEAR(found->hits[0].score, 1, 1e-5) << step;
    (found->model == "builtin:1" ? is_old : is_new) = true;
  }
  EXPECT_TRUE(is_old);
  EXPECT_TRUE(is_new);
}

TEST(Embed, LearnsFromTheTextsWhenTheyHaveGrownByHalf) {
  Meaning world;
  world.is_learning = true;
  world.put(many(60));
  world.work();
  EXPECT_EQ(world.learned.size(), 60u);
  EXPECT_EQ(world.find("rain").substr(0, 2), "k0");
  world.put({{"one", "more"}});
  world.work();
  EXPECT_EQ(world.learned.size(), 60u);
  world.put(many(95));
  world.work();
  EXPECT_EQ(world.learned.size(), 60u + 96u);
}

// The model changes while the vectors of the change before are being made: nothing of those stays.
TEST(Embed, LeavesNothingOfAModelThatNeverBecameTheOneOfSearches) {
  Meaning world;
  world.put(many(250));
  world.work();
  world.model = "builtin:2";
  world.models.push_back("builtin:2");
  world.put({{"new", "umbrella"}});
  world.now_ms += 20 * kSecond;
  world.wake();
  while (world.embedded < 250 + 100) world.run(1);
  world.kill();
  world.model = "builtin:3";
  world.models = {"builtin:1", "builtin:3"};
  world.ask("DELETE FROM jobs");
  world.put({{"newer", "boots"}});
  world.work();
  EXPECT_EQ(world.vector_count(), count_of(252));
  EXPECT_EQ(world.find("boots").substr(0, 4), "k101");
}

TEST(Embed, TriesAgainWhenTheAiFails) {
  Meaning world;
  world.is_ai_away = true;
  world.put({{"a", "rain"}});
  world.work(3);
  EXPECT_EQ(refusal_of(world.search("rain")), "503 UNAVAILABLE");
  world.is_ai_away = false;
  world.now_ms += kHour;
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
}

TEST(Embed, TriesAgainWhenTheIndexFails) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.fail_next("vectors.upsert", "VECTOR_UPSERT_ERROR (code = 40001): try again");
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
}

TEST(Embed, MakesVectorsAnewWhoseModelIsServedNoMore) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.work();
  world.model = "builtin:2";
  world.models = {"builtin:2"};
  EXPECT_EQ(world.search("rain").status, 503);
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
}

TEST(Embed, IsWholeWhereverTheProcessDies) {
  for (const bool is_done : {false, true})
    for (std::size_t operations = 0; operations < 24; operations += 2) {
      Meaning world;
      world.is_learning = true;
      world.put(many(120));
      world.now_ms += 5 * kSecond;
      world.wake();
      world.run(operations);
      world.kill(is_done);
      world.now_ms += 5 * kMinute;
      world.work();
      EXPECT_EQ(world.vector_count(), count_of(120)) << operations << is_done;
      EXPECT_EQ(world.ask("SELECT count(*) FROM text WHERE model IS NULL"), count_of(0));
    }
}

TEST(Embed, DoesNothingWhereThereAreNoVectors) {
  Meaning world;
  world.set_variable("MEANING", "off");
  world.put({{"a", "rain"}});
  world.work();
  EXPECT_EQ(world.embedded, 0);
}

}  // namespace
}  // namespace crow::meaning
