#include "workers/crawler/delivery.h"

#include "workers/crawler/testing.h"

namespace crow::crawler {
namespace {

TEST(Delivery, LeavesAListingsProductsToTheirOwnPages) {
  Crawls world;
  Extracted list = links({});
  for (const char* sku : {"A1", "A2"}) {
    extractor::Product one = product(sku).products[0];
    one.url = concat("https://shop.example/p/", sku);
    list.products.push_back(std::move(one));
  }
  world.shop.page("/", list);
  world.shop.page("/p/A1", product("A1"));
  world.shop.page("/p/A2", product("A2"));
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 3 pages 2 products");
  EXPECT_EQ(world.catalog.products.size(), 2u);
}

TEST(Delivery, TakesAListingsProductsThatHaveNoPage) {
  Crawls world;
  Extracted list = links({});
  list.products = {product("A1").products[0], product("A2").products[0]};
  world.shop.page("/", list);
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 1 pages 2 products");
  EXPECT_TRUE(world.catalog.products.contains("https://shop.example/\nA1"));
}

TEST(Delivery, SendsAProductThatSeveralPagesShowOnce) {
  Crawls world;
  world.shop.page("/", links({"/x/p", "/y/p"}));
  for (const char* path : {"/x/p", "/y/p"}) {
    Extracted page = product("A1");
    page.products[0].url = "https://shop.example/p";
    world.shop.page(path, page);
  }
  EXPECT_EQ(world.end_of(world.crawl("https://shop.example/")), "completed 3 pages 1 products");
}

}  // namespace
}  // namespace crow::crawler
