#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

TEST(PutTexts, AreFoundByWhatTheyMean) {
  Meaning world;
  world.put({{"a", "wet umbrella"}, {"b", "long queue"}, {"c", "boots"}});
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
  EXPECT_EQ(world.find("shoes"), "c");
  EXPECT_EQ(world.find("wait wait rain"), "b a");
}

TEST(PutTexts, SaidAgainCostNothing) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.work();
  const int embedded = world.embedded;
  world.put({{"a", "rain"}});
  world.work();
  EXPECT_EQ(world.embedded, embedded);
}

TEST(PutTexts, WithOtherWordsStandForThem) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.work();
  world.put({{"a", "queue"}});
  world.work();
  EXPECT_EQ(world.find("rain"), "");
  EXPECT_EQ(world.find("queue"), "a");
  EXPECT_EQ(world.vector_count(), "[[[[1]],0]]");
}

TEST(PutTexts, OfOneOrganizationAreNoOthers) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.put({{"a", "queue"}, {"b", "rain"}}, "south");
  world.work();
  EXPECT_EQ(world.find("rain"), "a");
  EXPECT_EQ(world.find("queue"), "");
  EXPECT_EQ(world.find("rain", "south"), "b");
}

TEST(PutTexts, NamesWhatIsWrong) {
  Meaning world;
  const auto field_of = [&](std::string_view texts) {
    return fault_of(world.call("texts", concat(Meaning::head("north"), R"("texts":)", texts, '}')))
        .field;
  };
  EXPECT_EQ(field_of("[]"), "texts");
  EXPECT_EQ(field_of(R"([{"key":"a b","text":"rain"}])"), "texts[0].key");
  EXPECT_EQ(field_of(R"([{"key":"a","text":""}])"), "texts[0].text");
}

}  // namespace
}  // namespace crow::meaning
