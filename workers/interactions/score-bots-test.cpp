#include "workers/interactions/score-bots.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Scores : InteractionsWorld {
  JobStatus rescore(const Caller& by) {
    const auto asked = send_as(by, {"POST", "/api/v1/interactions/bot-scores"});
    EXPECT_EQ(asked.status, 202) << asked.body;
    wake();
    run();
    const auto id = read_body<JobStatus>(asked).id;
    return read_body<JobStatus>(get_as(by, concat("/jobs/", id)));
  }
  // "e1=80 e2=0", as the list has them.
  std::string scores(const Caller& by) {
    std::string out;
    for (const Interaction& one : list(by, "?limit=100").data)
      out += concat(out.empty() ? "" : " ", one.id, "=", one.botScore);
    return out;
  }
  void forget_scores() { ask("UPDATE interaction SET bot_score = 7, bot_reasons = '[\"old\"]'"); }
};

TEST(ScoreBots, GivesEachInteractionTheScoreThatItWouldGetToday) {
  Scores world;
  world.record(world.ada,
               {Sent{.id = "bot", .more = R"("properties":{"automated":true})"},
                Sent{.id = "person", .ago_ms = 1'000},
                Sent{.id = "camera", .source = "cctv", .type = "line_crossed", .ago_ms = 2'000}});
  const WriteKey key = world.make_key();
  world.send_page(key.key, world.json(Sent{.id = "curl", .ago_ms = 3'000}),
                  {{"user-agent", "curl/8"}, {"accept-language", "en"}});
  const std::string before = world.scores(world.ada);
  EXPECT_EQ(before, "bot=80 person=0 camera=0 curl=90");
  world.forget_scores();
  const JobStatus job = world.rescore(world.ada);
  EXPECT_EQ(job.status, JobState::completed);
  EXPECT_EQ(job.percent, 100);
  EXPECT_EQ(job.counts.text, R"({"scored":4,"changed":4})");
  EXPECT_EQ(world.scores(world.ada), before);
}

TEST(ScoreBots, WritesNothingWhereTheScoreIsTheSame) {
  Scores world;
  world.record(world.ada, {Sent{.id = "a"}, Sent{.id = "b"}});
  EXPECT_EQ(world.rescore(world.ada).counts.text, R"({"scored":2,"changed":0})");
}

TEST(ScoreBots, GoesThroughMoreThanAStepAndThroughOneOrganizationAlone) {
  Scores world;
  for (int part = 0; part < 3; ++part) {
    std::vector<Sent> all;
    for (int i = 0; i < 400; ++i) all.push_back({.id = concat("e", part, "-", i), .ago_ms = i});
    world.record(world.ada, all);
  }
  world.record(world.bob, Sent{.id = "bobs"});
  world.forget_scores();
  EXPECT_EQ(world.rescore(world.ada).counts.text, R"({"scored":1200,"changed":1200})");
  EXPECT_EQ(world.scores(world.bob), "bobs=7");
}

TEST(ScoreBots, OfAnOrganizationWithoutInteractionsIsDoneAtOnce) {
  Scores world;
  EXPECT_EQ(world.rescore(world.ada).percent, 100);
}

}  // namespace
}  // namespace crow::interactions
