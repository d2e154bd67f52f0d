#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(ListModels, NamesTheNewestAndThoseBefore) {
  Models world;
  const auto list = [&] {
    return world.ask<ListModels::Output>("list", R"({"organizationId":"north"})");
  };
  EXPECT_EQ(list().models, (std::vector{name_of_version({})}));
  const Training first = world.train("north", "t1");
  const Training second = world.train("north", "t2", 60);
  EXPECT_EQ(list().model, second.model);
  EXPECT_EQ(list().models.size(), 3u);
  EXPECT_TRUE(std::ranges::contains(list().models, first.model));
  EXPECT_EQ(list().dimensions, 512);
}

}  // namespace
}  // namespace crow::models
