#include "workers/products/routes.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

// That nothing is scanned the World itself sees to.
TEST(Plans, KeepToTheProduct) {
  ProductsWorld world;
  const std::string id = world.add(world.northwind, {{}})[0];
  world.database().forget_plans();
  EXPECT_EQ(world.get_as(world.ada, concat("/", id, "/history")).status, 200);
  std::string plan;
  for (const std::string& line : world.database().plans()) plan += line + "\n";
  EXPECT_NE(plan.find("p USING INDEX sqlite_autoindex_product_1 (id=?)"), plan.npos) << plan;
  EXPECT_NE(plan.find("h USING PRIMARY KEY (product_id=?"), plan.npos) << plan;
}

TEST(Routes, AnswerNobodyWithoutTheInternalKey) {
  ProductsWorld world;
  for (const auto& [method, path] : {std::pair{"POST", "/internal/products/batch"},
                                     {"PUT", "/internal/products/x/images"},
                                     {"POST", "/internal/products/vectors"}}) {
    const auto reply = world.send({method, path, {{"content-type", "application/json"}}, "{}"});
    EXPECT_GE(reply.status, 401) << path;
    EXPECT_LE(reply.status, 404) << path;
  }
}

// Lists are search's; that they stand in this table too only tells OPTIONS of them.
TEST(Routes, LeaveListsToSearch) {
  const auto lists = [](const Endpoint& one) {
    return one.operation->path == "/products" && one.operation->method == Method::get;
  };
  EXPECT_EQ(std::ranges::count_if(kEndpoints, lists), 1);
}

}  // namespace
}  // namespace crow::products
