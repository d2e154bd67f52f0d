#include "workers/products/import-testing.h"

namespace crow::products {
namespace {

TEST(Imports, AreForAdminsOfTheirOrganization) {
  Imported world;
  EXPECT_EQ(world.upload(world.dan, "name\nx\n").status, 403);
  const auto import = world.end_of(world.upload(world.ada, "name\nx\n"));
  EXPECT_EQ(world.get_as(world.bob, concat("/imports/", import.import.id)).status, 404);
  EXPECT_EQ(world.send_as(world.bob, "DELETE", concat("/imports/", import.import.id)).status, 404);
  EXPECT_EQ(world.send_as(world.ada, "DELETE", concat("/imports/", import.import.id)).status, 204);
  EXPECT_EQ(read_body<Page<Import>>(world.get_as(world.ada, "/imports")).total, 1);
  EXPECT_EQ(read_body<Page<Import>>(world.get_as(world.bob, "/imports")).total, 0);
}

}  // namespace
}  // namespace crow::products
