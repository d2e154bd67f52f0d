#include "workers/interactions/index-text.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Indexed : InteractionsWorld {
  void tell(std::string id, std::string_view summary) {
    record(ada, Sent{.id = std::move(id), .more = concat(R"("summary":")", summary, '"')});
  }
  void tell_many(int count, std::string_view prefix) {
    for (int done = 0; done < count;) {
      std::vector<Sent> all;
      for (; done < count && all.size() < 500; ++done)
        all.push_back({.id = concat(prefix, done), .more = R"("summary":"zebra")"});
      record(ada, all);
    }
  }
  std::int64_t found() { return search(ada, "?q=zebra&limit=1").total; }
  std::string progress() { return ask("SELECT number FROM text_progress"); }
};

TEST(IndexText, IsNoPartOfTheRequest) {
  Indexed world;
  world.tell("e1", "zebra");
  EXPECT_EQ(world.found(), 0);
  EXPECT_EQ(world.messages, (std::vector<std::int64_t>{2}));
  world.wake();  // Too early.
  world.run();
  EXPECT_EQ(world.found(), 0);
  world.index();
  EXPECT_EQ(world.found(), 1);
}

TEST(IndexText, PutsEachInteractionInOnce) {
  Indexed world;
  world.tell("e1", "zebra");
  world.index();
  world.index();
  world.tell("e2", "zebra");
  world.post_as(world.ada, world.json(Sent{.id = "e2", .more = R"("summary":"zebra again")"}));
  world.index();
  EXPECT_EQ(world.found(), 2);
  EXPECT_EQ(world.count("interaction_text_docsize"), 2);
  EXPECT_EQ(world.progress(), "[[[[2]],0]]");
}

TEST(IndexText, GoesThroughManyInSteps) {
  Indexed world;
  world.tell_many(4'500, "e");
  world.index();
  EXPECT_EQ(world.found(), 4'500);
  EXPECT_EQ(world.progress(), "[[[[4500]],0]]");
}

// The process dies before each of its operations, heard or unheard, and then again.
TEST(IndexText, MissesNothingAndRepeatsNothingWhereverTheProcessDies) {
  for (const bool is_done : {false, true})
    for (std::size_t operations = 0; operations < 6; ++operations) {
      Indexed world;
      world.tell_many(2'100, "e");
      world.now_ms += 2 * kSecond;
      world.wake();
      world.run(operations);
      world.kill(is_done);
      world.tell("late", "zebra");
      // When its lease is over, cron takes the job up again.
      for (int minute = 0; minute < 3; ++minute) {
        world.now_ms += kMinute;
        world.scheduled("* * * * *");
        world.now_ms += 10 * kSecond;
        world.wake();
        world.run();
      }
      EXPECT_EQ(world.found(), 2'101) << operations << is_done;
      EXPECT_EQ(world.count("interaction_text_docsize"), 2'101) << operations << is_done;
    }
}

TEST(IndexText, TakesInWhatArrivesWhileItRuns) {
  Indexed world;
  world.tell("e1", "zebra");
  world.now_ms += 2 * kSecond;
  world.wake();
  world.run(1);  // The job is held, and has read nothing yet.
  world.tell("e2", "zebra");
  world.run();
  world.now_ms += 2 * kSecond;
  world.wake();
  world.run();
  EXPECT_EQ(world.found(), 2);
}

TEST(CatchUp, AsksForTheJobWhenNobodyDid) {
  Indexed world;
  world.tell("e1", "zebra");
  world.ask("DELETE FROM jobs");
  world.scheduled("* * * * *");
  EXPECT_EQ(world.ask("SELECT kind FROM jobs WHERE kind = 'index_text'"),
            R"([[[["index_text"]],0]])");
  world.index();
  EXPECT_EQ(world.found(), 1);
}

TEST(CatchUp, AsksForNothingWhenAllIsIndexed) {
  Indexed world;
  world.tell("e1", "zebra");
  world.index();
  world.ask("DELETE FROM jobs");
  world.scheduled("* * * * *");
  EXPECT_EQ(world.ask("SELECT kind FROM jobs WHERE kind = 'index_text'"), "[[[],0]]");
}

TEST(CatchUp, MindsNoInteractionsThatAreGone) {
  Indexed world;
  world.tell("e1", "zebra");
  world.index();
  world.tell("e2", "zebra");
  world.ask("DELETE FROM interaction WHERE id = 'e2'");
  world.index();
  EXPECT_EQ(world.found(), 1);
  world.tell("e3", "zebra");
  world.index();
  EXPECT_EQ(world.found(), 2);
}

}  // namespace
}  // namespace crow::interactions
