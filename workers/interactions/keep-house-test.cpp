#include "workers/interactions/keep-house.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct House : InteractionsWorld {
  // A day's cron, and all that it asks for.
  void keep() {
    scheduled("* * * * *");
    wake();
    run();
  }
  void set_days(const Caller& by, int days) {
    const auto reply = send_as(by, {"PATCH",
                                    "/api/v1/interactions/settings",
                                    {{"content-type", "application/json"}},
                                    concat(R"({"retentionDays":)", days, '}')});
    EXPECT_EQ(reply.status, 200) << reply.body;
  }
};

TEST(Retention, ErasesWhatIsOlderThanTheOrganizationKeepsToTheMillisecond) {
  House world;
  world.set_days(world.ada, 30);
  world.record(world.ada, {Sent{.id = "old", .ago_ms = 30 * kDay + 1},
                           Sent{.id = "edge", .ago_ms = 30 * kDay}, Sent{.id = "new"}});
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "new edge");
}

TEST(Retention, Is730DaysUnlessSaid) {
  House world;
  world.record(world.ada, {Sent{.id = "old", .ago_ms = 730 * kDay + 1},
                           Sent{.id = "edge", .ago_ms = 730 * kDay}});
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "edge");
}

TEST(Retention, IsEachOrganizationsOwn) {
  House world;
  world.set_days(world.ada, 1);
  world.set_days(world.bob, 3'650);
  const Caller eve = House::caller("eve", "zoo00000000000000000000000000001", Role::owner);
  for (const Caller& by : {world.ada, world.bob, eve})
    world.record(
        by, {Sent{.id = "week", .ago_ms = 7 * kDay}, Sent{.id = "years", .ago_ms = 1'000 * kDay}});
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "");
  EXPECT_EQ(world.ids(world.bob), "week years");
  EXPECT_EQ(world.ids(eve), "week");
}

TEST(Retention, ErasesThousandsInStepsAndLeavesTheRest) {
  House world;
  world.set_days(world.ada, 30);
  for (const Caller& by : {world.ada, world.bob})
    for (int part = 0; part < 3; ++part) {
      std::vector<Sent> all;
      for (int i = 0; i < 500; ++i)
        all.push_back(
            {.id = concat("e", part, '.', i), .ago_ms = 31 * kDay, .more = R"("summary":"zebra")"});
      world.record(by, all);
    }
  world.record(world.ada, Sent{.id = "new", .more = R"("summary":"zebra")"});
  world.index();
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "new");
  EXPECT_EQ(world.list(world.bob).total, 1'500);
  EXPECT_EQ(world.count("interaction_text_docsize"), 1'501);
  EXPECT_EQ(world.hits(world.ada, "?q=zebra"), "new");
  EXPECT_EQ(world.search(world.bob, "?q=zebra").total, 1'500);
}

TEST(Retention, ErasesWordsOfWhatIsIndexedAndOfWhatIsNot) {
  House world;
  world.record(world.ada,
               Sent{.id = "indexed", .ago_ms = 40 * kDay, .more = R"("summary":"qindex")"});
  world.index();
  world.set_days(world.ada, 30);
  world.record(world.ada,
               Sent{.id = "fresh", .ago_ms = 40 * kDay, .more = R"("summary":"xfresh")"});
  EXPECT_EQ(world.where_is("qindex"), "interaction interaction_text_data");
  world.scheduled("* * * * *");
  world.now_ms += kMinute;
  world.scheduled("* * * * *");
  EXPECT_EQ(world.where_is("qindex"), "");
  EXPECT_EQ(world.where_is("xfresh"), "");
}

TEST(Retention, RunsOnceADay) {
  House world;
  world.set_days(world.ada, 30);
  world.keep();
  world.record(world.ada, Sent{.id = "old", .ago_ms = 31 * kDay});
  world.now_ms += kMinute;
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "old");
  world.now_ms += kDay;
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "");
}

TEST(Retention, IsTriedAgainWhenItCouldNotBeAskedFor) {
  House world;
  world.set_days(world.ada, 30);
  world.record(world.ada, Sent{.id = "old", .ago_ms = 31 * kDay});
  world.index();
  for (std::size_t operations = 0; operations < 4; ++operations) {
    world.start({.target = "/api/v1/interactions/health"});
    world.run();
    world.fail_next("d1.batch", "D1_ERROR: overloaded");
    world.scheduled("* * * * *");
    world.now_ms += kMinute;
  }
  world.keep();
  world.now_ms += kMinute;
  world.keep();
  EXPECT_EQ(world.ids(world.ada), "");
}

TEST(KeepHouse, ForgetsTheSaltsOfDaysThatAreOver) {
  House world;
  const std::string key = world.make_key().key;
  const auto visit = [&](std::string id) {
    world.send_page(key, world.json(Sent{.id = std::move(id)}),
                    {{"cf-connecting-ip", "203.0.113.7"}});
  };
  visit("e1");
  EXPECT_EQ(world.count("address_salt"), 1);
  world.keep();
  EXPECT_EQ(world.count("address_salt"), 1);
  world.now_ms += kDay;
  visit("e2");
  EXPECT_EQ(world.count("address_salt"), 2);
  world.keep();
  EXPECT_EQ(world.count("address_salt"), 1);
  EXPECT_EQ(world.ask("SELECT day FROM address_salt"),
            concat("[[[[", world.now_ms / kDay, "]],0]]"));
}

}  // namespace
}  // namespace crow::interactions
