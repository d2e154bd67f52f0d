#include "workers/interactions/store.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

TEST(Store, KeepsTheFirstOfTwoEventsWithOneId) {
  InteractionsWorld world;
  const auto within =
      world.post_as(world.ada, world.json({Sent{.more = R"("summary":"first")"}, Sent{.id = "e2"},
                                           Sent{.more = R"("summary":"second")"}}));
  EXPECT_EQ(within.body, R"({"accepted":2,"duplicates":1,"rejected":[]})");
  const auto across = world.post_as(
      world.ada, world.json({Sent{.more = R"("summary":"third")"}, Sent{.id = "e3"}}));
  EXPECT_EQ(across.body, R"({"accepted":1,"duplicates":1,"rejected":[]})");
  EXPECT_EQ(world.post_as(world.ada, world.json(Sent{})).body,
            R"({"accepted":0,"duplicates":1,"rejected":[]})");
  const auto stored = read_body<Interaction>(world.get_as(world.ada, "/e1"));
  EXPECT_EQ(stored.summary, "first");
  EXPECT_EQ(world.count("interaction"), 3);
}

TEST(Store, CountsTheSecondAsAnEventWhenTheFirstIsNotSound) {
  InteractionsWorld world;
  const auto reply = world.post_as(world.ada, concat(R"([{"id":"e1"},)", world.json(Sent{}), ']'));
  const auto recorded = read_body<Recorded>(reply);
  EXPECT_EQ(recorded.accepted, 1);
  EXPECT_EQ(recorded.rejected.size(), 1u);
}

TEST(Store, KnowsIdsByTheirOrganization) {
  InteractionsWorld world;
  world.record(world.ada, Sent{.more = R"("summary":"of Northwind")"});
  world.record(world.bob, Sent{.more = R"("summary":"of Contoso")"});
  EXPECT_EQ(read_body<Interaction>(world.get_as(world.ada, "/e1")).summary, "of Northwind");
  EXPECT_EQ(read_body<Interaction>(world.get_as(world.bob, "/e1")).summary, "of Contoso");
}

TEST(Store, TellsIdsApartByTheCaseOfTheirLetters) {
  InteractionsWorld world;
  world.record(world.ada, {Sent{.id = "E1"}, Sent{.id = "e1"}});
}

TEST(Store, TakesOneRoundTripForABatch) {
  InteractionsWorld world;
  std::vector<Sent> all;
  for (int i = 0; i < 500; ++i) all.push_back({.id = concat("e", i)});
  world.record(world.ada, all);
  world.operations.clear();
  for (Sent& sent : all) sent.id += "x";
  world.record(world.ada, all);
  EXPECT_EQ(std::ranges::count(world.operations, "d1.batch"), 1);
}

TEST(Store, StoresNothingWhenTheDatabaseFails) {
  InteractionsWorld world;
  world.fail_next("d1.batch", "D1_ERROR: overloaded");
  EXPECT_EQ(refusal_of(world.post_as(world.ada, world.json({Sent{}, Sent{.id = "e2"}}))),
            "503 UNAVAILABLE");
  EXPECT_EQ(world.count("interaction"), 0);
  world.record(world.ada, {Sent{}, Sent{.id = "e2"}});
}

TEST(Store, TakesAMebibyteOfQuotesAndBackslashes) {
  InteractionsWorld world;
  std::string body = "[";
  int count = 0;
  for (; body.size() < kBodyBytesMax - 9'000; ++count) {
    std::string text;
    while (text.size() < 8'100) text += count % 2 == 0 ? R"(\")" : R"(\\)";
    body += concat(count > 0 ? "," : "",
                   world.json(Sent{.id = concat("e", count),
                                   .more = concat(R"("properties":{"a":")", text, R"("})")}));
  }
  const auto reply = world.post_as(world.ada, body + ']');
  EXPECT_EQ(reply.body, concat(R"({"accepted":)", count, R"(,"duplicates":0,"rejected":[]})"));
  EXPECT_EQ(world.count("interaction"), count);
}

TEST(Store, TakesFiveHundredOfTheSmallestEvents) {
  InteractionsWorld world;
  std::vector<Sent> all;
  for (int i = 0; i < 500; ++i)
    all.push_back({.id = concat("e", i), .more = R"("properties":{"":"\"\"\"\"\"\"\"\"\""})"});
  world.record(world.ada, all);
}

TEST(Store, AsksForTheTextIndexOnceASecond) {
  InteractionsWorld world;
  for (int i = 0; i < 5; ++i) world.record(world.ada, Sent{.id = concat("e", i)});
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{2}));
  EXPECT_EQ(world.count("jobs"), 1);
  world.now_ms += kSecond;
  world.record(world.ada, Sent{.id = "late"});
  EXPECT_EQ(world.messages.size(), 2u);
  EXPECT_EQ(world.count("jobs"), 1);
}

TEST(Store, KeepsWholeNumbersAndTextsAsTheyAre) {
  InteractionsWorld world;
  const std::string more =
      R"("summary":"'; DROP TABLE interaction; -- \"é😀\\","value":12345678901234.5,)"
      R"("currency":"EUR","properties":{"big":9007199254740993,"n":-0.5,"t":"\n\"","u":"é😀"})";
  world.record(world.ada, Sent{.more = more});
  const auto stored = read_body<Interaction>(world.get_as(world.ada, "/e1"));
  EXPECT_EQ(stored.summary, "'; DROP TABLE interaction; -- \"é😀\\");
  EXPECT_EQ(stored.value, 12345678901234.5);
  EXPECT_EQ(stored.properties.text, R"({"big":9007199254740993,"n":-0.5,"t":"\n\"","u":"é😀"})");
}

}  // namespace
}  // namespace crow::interactions
