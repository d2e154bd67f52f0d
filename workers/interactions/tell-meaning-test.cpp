#include "workers/interactions/tell-meaning.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Telling : InteractionsWorld {
  void say(std::string id, std::string_view summary, std::string source = "web",
           std::string_view visitor = "v1") {
    record(ada,
           Sent{.id = std::move(id),
                .source = std::move(source),
                .more = concat(R"("summary":")", summary, R"(","visitorId":")", visitor, '"')});
  }
  // Jobs run, retries and all.
  void work(int turns = 3) {
    for (int i = 0; i < turns; ++i) {
      index();
      now_ms += 20 * kSecond;
    }
  }
  // What meaning knows of Northwind, with bars between.
  std::string known() {
    std::vector<std::string> texts;
    for (const auto& [key, text] : told[northwind]) texts.push_back(text);
    std::ranges::sort(texts);
    std::string out;
    for (const std::string& text : texts) out += concat(out.empty() ? "" : "|", text);
    return out;
  }
  void erase(std::string_view visitor) {
    const auto reply =
        send_as(ada, {"DELETE", concat("/api/v1/interactions/visitors?visitorId=", visitor)});
    EXPECT_EQ(reply.status, 204) << reply.body;
  }
};

TEST(TellMeaning, TellsWhatIsSaidOnceForEachChannel) {
  Telling world;
  world.say("e1", "red shoes");
  world.say("e2", "red shoes");
  world.say("e3", "red shoes", "social");
  world.record(world.ada, Sent{.id = "silent"});
  world.say("blank", " ");
  world.record(world.bob, Sent{.id = "theirs", .more = R"("summary":"boots")"});
  world.work();
  EXPECT_EQ(world.known(), "red shoes|red shoes");
  EXPECT_EQ(world.told[world.contoso].size(), 1u);
  EXPECT_EQ(world.count("meaning_of"), 4);
}

TEST(TellMeaning, ForgetsWhatNobodySaysAnyMore) {
  Telling world;
  world.say("e1", "red shoes", "web", "v1");
  world.say("e2", "red shoes", "web", "v2");
  world.say("e3", "a secret", "web", "v1");
  world.work();
  EXPECT_EQ(world.known(), "a secret|red shoes");
  world.erase("v1");
  world.work();
  EXPECT_EQ(world.known(), "red shoes");
  world.erase("v2");
  world.work();
  EXPECT_EQ(world.known(), "");
  EXPECT_EQ(world.count("meaning_of"), 0);
  EXPECT_EQ(world.count("meaning_gone"), 0);
}

// The visitor is erased between what meaning is told and the note of it.
TEST(TellMeaning, ForgetsWhatWasErasedWhileItWasTold) {
  for (std::size_t operations = 0; operations < 24; ++operations) {
    Telling world;
    world.say("e1", "a secret", "web", "v1");
    world.say("e2", "red shoes", "web", "v2");
    world.now_ms += 2 * kSecond;
    world.wake();
    world.run(operations);
    world.erase("v1");
    world.work(5);
    EXPECT_EQ(world.known(), "red shoes") << operations;
  }
}

TEST(TellMeaning, IsWholeWhereverTheProcessDies) {
  for (const bool is_done : {false, true})
    for (std::size_t operations = 0; operations < 24; operations += 2) {
      Telling world;
      std::vector<Sent> all;
      for (int i = 0; i < 500; ++i)
        all.push_back({.id = concat("e", i), .more = concat(R"("summary":"says )", i % 300, '"')});
      world.record(world.ada, all);
      world.now_ms += 2 * kSecond;
      world.wake();
      world.run(operations);
      world.kill(is_done);
      for (int minute = 0; minute < 4; ++minute) {
        world.now_ms += kMinute;
        world.scheduled("* * * * *");
        world.work(2);
      }
      EXPECT_EQ(world.told[world.northwind].size(), 300u) << operations << is_done;
      EXPECT_EQ(world.count("meaning_of"), 500) << operations << is_done;
    }
}

TEST(TellMeaning, WaitsUntilMeaningIsThere) {
  Telling world;
  world.is_meaning_away = true;
  world.say("e1", "red shoes");
  world.work();
  EXPECT_EQ(world.hits(world.ada, "?q=shoes"), "e1");  // By words it is found all the while.
  world.is_meaning_away = false;
  world.now_ms += kHour;
  world.work();
  EXPECT_EQ(world.known(), "red shoes");
}

}  // namespace
}  // namespace crow::interactions
