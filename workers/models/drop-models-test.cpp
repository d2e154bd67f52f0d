#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(DropModels, KeepsTheNewestAndThoseThatAreNamed) {
  Models world;
  const auto drop = [&](std::string_view keep) {
    return world
        .ask<DropModels::Output>("drop",
                                 concat(R"({"organizationId":"north","keep":[)", keep, "]}"))
        .dropped;
  };
  EXPECT_EQ(drop(""), 0);
  const Training first = world.train("north", "t1");
  world.train("north", "t2", 60);
  world.train("south", "t1");
  EXPECT_EQ(drop(concat('"', *first.model, '"')), 0);
  EXPECT_EQ(drop(""), 1);
  const auto list = [&](std::string_view organization) {
    return world.ask<ListModels::Output>("list",
                                         concat(R"({"organizationId":")", organization, "\"}"));
  };
  EXPECT_EQ(list("north").models.size(), 2u);
  EXPECT_EQ(list("south").models.size(), 2u);
}

}  // namespace
}  // namespace crow::models
