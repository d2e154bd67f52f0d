#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

TEST(FindTexts, AreFilteredByTheirLabels) {
  Meaning world;
  world.put({{"a", "rain", R"({"source":"web"})"}, {"b", "rain rain", R"({"source":"social"})"}});
  world.work();
  EXPECT_EQ(world.find("rain", "north", R"("filter":{"source":"web"})"), "a");
  EXPECT_EQ(world.find("rain", "north", R"("filter":{"source":"cctv"})"), "");
}

TEST(FindTexts, AreAsManyAsAreAskedFor) {
  Meaning world;
  world.put({{"a", "rain"}, {"b", "rain queue"}, {"c", "rain queue queue"}});
  world.work();
  EXPECT_EQ(world.find("rain", "north", R"("limit":2)"), "a b");
  EXPECT_EQ(fault_of(world.search("rain", "north", R"("limit":101)")).field, "limit");
}

TEST(FindTexts, SaysWhoMadeTheVectors) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.work();
  const std::string body = world.search("rain").body;
  EXPECT_EQ(body.substr(0, 41), R"({"mode":"builtin","model":"builtin:1","hi)") << body;
}

TEST(FindTexts, OfNothingIsNothing) {
  Meaning world;
  EXPECT_EQ(world.find("rain"), "");
  world.put({{"a", "rain"}});
  EXPECT_EQ(refusal_of(world.search("rain")), "503 UNAVAILABLE");  // Not made yet.
  world.work();
  EXPECT_EQ(world.find("words that nobody knows"), "");
}

TEST(FindTexts, SaysWhenItCannotBeHad) {
  Meaning world;
  world.put({{"a", "rain"}});
  world.work();
  world.is_ai_away = true;
  EXPECT_EQ(refusal_of(world.search("rain")), "503 UNAVAILABLE");
  world.set_variable("MEANING", "");
  EXPECT_EQ(refusal_of(world.search("rain")), "501 NOT_IMPLEMENTED");
}

}  // namespace
}  // namespace crow::meaning
