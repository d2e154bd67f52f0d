#include "workers/products/embed.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Embed, NamesVectorsByProductAndModel) {
  EXPECT_EQ(number_of_vector(vector_id(17, "builtin")), 17);
  EXPECT_NE(vector_id(17, "builtin"), vector_id(17, "other"));
  EXPECT_LE(vector_id(9'007'199'254'740'991, "a model with a long name").size(), 64u);
  EXPECT_EQ(number_of_vector("x"), 0);
  EXPECT_EQ(number_of_vector(""), 0);
}

TEST(Embed, IsNotThereWithoutMeaning) {
  ProductsWorld world;
  EXPECT_EQ(world.send_as(world.ada, "POST", "/embeddings", "{}").status, 501);
  EXPECT_EQ(world.send_as(world.dan, "POST", "/embeddings", "{}").status, 403);
}

}  // namespace
}  // namespace crow::products
