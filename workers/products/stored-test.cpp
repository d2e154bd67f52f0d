#include "workers/products/stored.h"

#include "workers/products/testing.h"

namespace crow::products {
namespace {

TEST(Stored, KeepsTextsAsJson) {
  EXPECT_EQ(json_of({"a", "b\""}).text, R"(["a","b\""])");
  EXPECT_EQ(texts_of(json_of({"a", "b\""})), (std::vector<std::string>{"a", "b\""}));
  EXPECT_EQ(texts_of({"nope"}), std::vector<std::string>());
}

}  // namespace
}  // namespace crow::products
