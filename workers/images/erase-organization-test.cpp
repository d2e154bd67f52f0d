#include "shared/vision/testing.h"
#include "workers/images/testing.h"

namespace crow::images {
namespace {

TEST(EraseOrganization, LeavesNothingOfItAndAllOfOthers) {
  Pictures world;
  world.put("/a.jpg", vision::fixture("shoe.jpg"));
  world.add("shoe", {"/a.jpg"});
  world.add("shoe", {"/a.jpg"}, "south");
  world.work();
  const std::string ours = world.told["north/shoe"].at(0).key.value;
  const std::string theirs = world.told["south/shoe"].at(0).key.value;
  const auto erase = [&] {
    return world
        .send({"DELETE",
               "/internal/images/organizations/north",
               {{"x-internal-key", "test-internal-key"}}})
        .body;
  };
  EXPECT_TRUE(erase().starts_with(R"({"isDone":false)"));
  EXPECT_EQ(erase(), R"({"isDone":true,"erased":0})");
  EXPECT_EQ(world.get("/api/v1/products/images/" + ours).status, 404);
  EXPECT_EQ(world.get("/api/v1/products/images/" + theirs).status, 200);
  for (const char* table : {"organization", "product", "product_image", "picture", "description"})
    EXPECT_EQ(world.count(table), 1) << table;
}

}  // namespace
}  // namespace crow::images
