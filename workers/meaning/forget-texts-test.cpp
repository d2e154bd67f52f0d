#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

TEST(ForgetTexts, TakesTheWordsAtOnceAndTheVectorsSoon) {
  Meaning world;
  world.put({{"a", "wet umbrella"}, {"b", "rain"}});
  world.work();
  world.forget(R"(["a","unknown"])");
  EXPECT_EQ(world.ask("SELECT text FROM text ORDER BY key"), R"([[[[""],["rain"]],0]])");
  world.work();
  EXPECT_EQ(world.find("rain"), "b");
  EXPECT_EQ(world.vector_count(), "[[[[1]],0]]");
  EXPECT_EQ(world.ask("SELECT key FROM text"), R"([[[["b"]],0]])");
}

TEST(ForgetTexts, LeavesOtherOrganizationsAlone) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.put({{"a", "rain"}}, "south");
  world.work();
  world.forget(R"(["a"])", "south");
  world.forget(R"(["a"])", "nobody");
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
  EXPECT_EQ(world.find("rain", "south"), "");
}

TEST(ForgetTexts, MayBeSaidAgainAfterwards) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.forget(R"(["a"])");
  world.put({{"a", "rain"}});
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
}

// The words go while their vector is being made: it must not stay.
TEST(ForgetTexts, LeavesNoVectorThatWasBeingMade) {
  for (std::size_t operations = 0; operations < 20; ++operations) {
    Meaning world;
    world.put({{"a", "rain"}, {"b", "rain"}});
    world.now_ms += 20 * kSecond;
    world.wake();
    world.run(operations);
    const auto forgotten = world.start(
        {"POST",
         "/internal/meaning/texts/forget",
         {{"x-internal-key", "test-internal-key"}, {"content-type", "application/json"}},
         Meaning::head("north") + R"("keys":["a"]})"});
    world.work();
    ASSERT_EQ(world.reply_to(forgotten)->status, 204);
    EXPECT_EQ(world.vector_count(), "[[[[1]],0]]") << operations;
    EXPECT_EQ(world.find("rain"), "b") << operations;
  }
}

}  // namespace
}  // namespace crow::meaning
