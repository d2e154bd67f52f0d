#include "workers/products/store.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Store, KnowsWhenSomebodyElseWasFaster) {
  EXPECT_TRUE(
      is_overtaken({ErrorCode::conflict, "", "NOT NULL constraint failed: catalog.change"}));
  EXPECT_TRUE(
      is_overtaken({ErrorCode::conflict, "", "UNIQUE constraint failed: product.identity"}));
  EXPECT_FALSE(is_overtaken({ErrorCode::conflict, "", "NOT NULL constraint failed: jobs.id"}));
  EXPECT_FALSE(is_overtaken({ErrorCode::unavailable, "", "catalog.change"}));
}

}  // namespace
}  // namespace crow::products
