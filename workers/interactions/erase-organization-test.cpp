#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

struct Erasing : InteractionsWorld {
  std::string erase(const std::string& organization) {
    const auto reply = send({"DELETE",
                             concat("/internal/interactions/organizations/", organization),
                             {{"x-internal-key", "test-internal-key"}}});
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.body;
  }
  // Until nothing is left; how many calls it took.
  int erase_all(const std::string& organization) {
    for (int calls = 1; calls < 50; ++calls)
      if (erase(organization) == R"({"isDone":true,"erased":0})") return calls;
    ADD_FAILURE() << "it has no end";
    return 0;
  }
};

TEST(EraseOrganization, LeavesNothingOfItAndAllOfOthers) {
  Erasing world;
  world.record(world.ada, Sent{.id = "wombat.1", .more = R"("summary":"a wombat came")"});
  world.record(world.bob, Sent{.id = "koala.1", .more = R"("summary":"a koala came")"});
  world.index();
  world.record(world.ada, Sent{.id = "wombat.2", .more = R"("summary":"wombat again")"});
  const WriteKey key = world.make_key();
  world.index();
  EXPECT_NE(world.where_is("wombat"), "");
  world.erase_all(world.northwind);
  world.index();
  EXPECT_EQ(world.where_is("wombat"), "");
  // Jobs that ended are kept for a while, with whose they were.
  EXPECT_EQ(world.where_is(world.northwind.substr(0, 20)), "jobs");
  EXPECT_EQ(world.ids(world.bob), "koala.1");
  EXPECT_EQ(world.hits(world.bob, "?q=koala"), "koala.1");
  EXPECT_EQ(refusal_of(world.send_page(key.key, "{}")), "401 UNAUTHORIZED");
  EXPECT_TRUE(world.told[world.northwind].empty());
}

TEST(EraseOrganization, GoesInStepsOfFiveHundred) {
  Erasing world;
  std::vector<Sent> all;
  for (int i = 0; i < 400; ++i) all.push_back({.id = concat("a", i)});
  world.record(world.ada, all);
  for (Sent& one : all) one.id += "b";
  world.record(world.ada, all);
  EXPECT_EQ(world.erase_all(world.northwind), 3);
  EXPECT_EQ(world.count("interaction"), 0);
}

TEST(EraseOrganization, IsForServicesAlone) {
  Erasing world;
  EXPECT_EQ(refusal_of(world.send({"DELETE", "/internal/interactions/organizations/x"})),
            "401 UNAUTHORIZED");
}

}  // namespace
}  // namespace crow::interactions
