#include "workers/gateway/admit.h"

#include "workers/gateway/testing.h"

namespace crow::gateway {
namespace {

TEST(Admit, CountsBeforeItSaysWhatIsWrongWithTheCredentials) {
  Gateway world;
  world.set_variable("ENVIRONMENT", "production");
  world.set_variable("BEHIND_CLOUDFLARE", "true");
  const World::Headers several = {
      {"cf-connecting-ip", "1.1.1.1"}, {"x-api-key", "crow_gooda"}, {"apikey", "crow_goodb"}};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(world.get("/api/v1/users/me", several).status, 400);
  EXPECT_EQ(world.get("/api/v1/users/me", several).status, 429);
  EXPECT_EQ(world.resolved, 0);
}

TEST(Admit, CountsWhatDoesNotExist) {
  Gateway world;
  world.known.perMinute = 2;
  const World::Headers key = {{"x-api-key", "crow_goodlost"}};
  EXPECT_EQ(world.get("/api/v1/nothing", key).status, 404);
  EXPECT_EQ(world.get("/api/v1/patterns", key).status, 501);
  EXPECT_EQ(world.get("/api/v1/nothing", key).status, 429);
}

TEST(Admit, CountsKeysOfAnOrganizationInItsObjectAndSessionsWithoutOneByTheirUser) {
  Gateway world;
  world.known.tier = Tier::free;
  const World::Headers key = {{"x-api-key", "crow_goodalone"}};
  world.get("/api/v1/users/me", key);
  ASSERT_EQ(world.given.size(), 2u);
  EXPECT_TRUE(world.given.begin()->first.starts_with("o:north key_alone "))
      << world.given.begin()->first;
  world.given.clear();
  world.organization.clear();
  world.get("/api/v1/users/me", {{"x-api-key", "crow_goodnowhere"}});
  ASSERT_EQ(world.given.size(), 2u);
  EXPECT_TRUE(world.given.begin()->first.starts_with("u:nowhere key_nowhere "))
      << world.given.begin()->first;
}

TEST(Admit, LeavesProbesAndPicturesAlone) {
  Gateway world;
  for (const std::string path : {"users/health", "users/ready", "products/images/a/b"})
    EXPECT_EQ(world.get("/api/v1/" + path, {{"x-api-key", "crow_goodprobe"}}).status, 200);
  EXPECT_EQ(world.resolved, 0);
  EXPECT_EQ(world.asked, 0);
  // A thing of that name is no probe.
  world.get("/api/v1/products/a/health", {{"x-api-key", "crow_goodprobe"}});
  EXPECT_EQ(world.asked, 1);
}

}  // namespace
}  // namespace crow::gateway
