#include "workers/meaning/testing.h"

namespace crow::meaning {
namespace {

TEST(EraseOrganization, LeavesNoTextAndNoVectorOfIt) {
  Meaning world;
  world.put({{"a", "rain"}, {"b", "queue"}});
  world.put({{"c", "shoes"}}, "south");
  world.work();
  const auto erase = [&] {
    return world
        .send({"DELETE",
               "/internal/meaning/organizations/north",
               {{"x-internal-key", "test-internal-key"}}})
        .body;
  };
  EXPECT_EQ(erase(), R"({"isDone":false,"erased":0})");
  EXPECT_EQ(world.ask("SELECT count(*) FROM text WHERE text <> ''"), world.ask("SELECT 1"));
  for (int i = 0; i < 5 && erase() != R"({"isDone":true,"erased":0})"; ++i) world.work();
  EXPECT_EQ(erase(), R"({"isDone":true,"erased":0})");
  EXPECT_EQ(world.ask("SELECT count(*) FROM text"), world.ask("SELECT 1"));
  EXPECT_EQ(world.vector_count(), world.ask("SELECT 1"));
  EXPECT_EQ(world.find("boots", "south"), "c");
}

}  // namespace
}  // namespace crow::meaning
