#include "workers/products/import-testing.h"

namespace crow::products {
namespace {

TEST(Imports, TakeInLinesOnce) {
  Imported world;
  std::string lines;
  for (int i = 0; i < 250; ++i)
    lines += concat(R"({"sku":"s)", i, R"(","name":"Chair )", i,
                    R"(","price":12.5,"currency":"EUR","categories":["Chairs"],)"
                    R"("images":["https://shop.example/1.jpg"],"rating":{"value":4.5,"count":3}})",
                    "\n");
  lines += "nope\n{\"sku\":\"x\"}\n";
  auto import = world.end_of(world.upload(world.ada, lines));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":252,"created":250,"updated":0,"unchanged":0,"rejected":2})");
  EXPECT_NE(import.reports.text.find(R"("sku":"x")"), std::string::npos) << import.reports.text;
  const auto product = world.list(world.ada, "?limit=1").data.at(0);
  EXPECT_EQ(product.price, "12.50");
  EXPECT_EQ(product.rating->value.value, 4.5);
  EXPECT_EQ(product.images.at(0).url, "https://shop.example/1.jpg");
  import = world.end_of(world.upload(world.ada, lines));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":252,"created":0,"updated":0,"unchanged":250,"rejected":2})");
  EXPECT_EQ(world.list(world.ada).total, 250);
  EXPECT_TRUE(world.buckets["FILES"].size() == 0);
}

TEST(Imports, OfWhatIsNoTableFail) {
  Imported world;
  const auto import = world.end_of(world.upload(world.ada, "[{\"name\":\"x\"}]"));
  EXPECT_EQ(name_of(import.import.status), "failed");
  ASSERT_TRUE(import.import.error);
  EXPECT_NE(import.import.error->text.find("unknown_format"), std::string::npos);
}

}  // namespace
}  // namespace crow::products
