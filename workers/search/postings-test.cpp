#include "workers/search/testing.h"

namespace crow::search {
namespace {

TEST(Search, HasStatisticsOfTheOrganizationAlone) {
  Searched world;
  const auto before = world.find(world.ada, "?type=fts&explain=true&q=rain+shoes").page;
  std::vector<Shop> others;
  for (int i = 0; i < 60; ++i)
    others.push_back({.name = concat("rain ", i), .more = R"("description":"rain and more rain")"});
  world.add(world.contoso, others);
  const auto after = world.find(world.ada, "?type=fts&explain=true&q=rain+shoes").page;
  EXPECT_EQ(json::write(before), json::write(after));
}

}  // namespace
}  // namespace crow::search
