#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

TEST(ListImports, AreThoseOfTheOrganizationNewestFirst) {
  Imports world;
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(Imports::id_in(world.upload("{}")));
    world.now_ms += 1'000;
  }
  world.ask(Imports::form("{}"), world.eve);
  const auto list = [&](std::string query) {
    const auto reply = world.get("/api/v1/interactions/imports" + query, {world.as(world.ada)});
    auto page = json::read<Page<Import>>(reply.body);
    EXPECT_TRUE(page) << reply.body;
    return std::move(*page);
  };
  auto page = list("?limit=2");
  EXPECT_EQ(page.total, 5);
  ASSERT_EQ(page.data.size(), 2u);
  EXPECT_EQ(page.data[0].id, ids[4]);
  EXPECT_EQ(page.data[1].id, ids[3]);
  page = list("?limit=2&cursor=" + *page.nextCursor);
  EXPECT_EQ(page.data[0].id, ids[2]);
  EXPECT_EQ(list("?limit=2&page=3").data.at(0).id, ids[0]);
}

TEST(ListImports, ThoseOlderThanNinetyDaysGoWithTheNextOne) {
  Imports world;
  world.end_of(world.upload("nonsense"));
  world.now_ms += 91 * kDay;
  world.upload("{}");
  const auto reply = world.get("/api/v1/interactions/imports", {world.as(world.ada)});
  EXPECT_TRUE(reply.body.contains("\"total\":1")) << reply.body;
}

TEST(ListImports, NeitherTheyNorTheirWorkReadATableFromEndToEnd) {
  Imports world;
  const std::string id = Imports::id_in(world.upload("nonsense"));
  world.work();
  world.look(id);
  world.get("/api/v1/interactions/imports?limit=1", {world.as(world.ada)});
  world.ask({"DELETE", "/api/v1/interactions/imports/" + id, {}, {}});
  EXPECT_EQ(world.database().scans(), std::vector<std::string>());
}

TEST(ListImports, ThoseOfProductsStandByThemselves) {
  Imports world;
  const std::string posts = Imports::id_in(world.upload("{}"));
  const std::string shop = Imports::id_in(world.upload_products("name\nx\n"));
  const auto total = [&](std::string path, const Caller& by) {
    return json::read<Page<Import>>(world.get(path, {world.as(by)}).body)->total;
  };
  EXPECT_EQ(total("/api/v1/interactions/imports", world.dan), 1);
  EXPECT_EQ(total("/api/v1/products/imports", world.dan), 1);
  EXPECT_EQ(total("/api/v1/products/imports", world.eve), 0);
  EXPECT_EQ(world.get("/api/v1/products/imports", {world.as(world.ada)}).status, 403);
  for (const char* method : {"GET", "DELETE"}) {
    EXPECT_EQ(world.ask({method, "/api/v1/products/imports/" + posts, {}, {}}, world.dan).status,
              404);
    EXPECT_EQ(world.ask({method, "/api/v1/interactions/imports/" + shop, {}, {}}, world.dan).status,
              404);
    EXPECT_EQ(world.ask({method, "/api/v1/products/imports/" + shop, {}, {}}, world.eve).status,
              404);
  }
  EXPECT_EQ(world.ask({"DELETE", "/api/v1/products/imports/" + shop, {}, {}}, world.dan).status,
            204);
  EXPECT_EQ(world.look_at_products(shop).import.status, JobState::cancelled);
}

}  // namespace
}  // namespace crow::imports
