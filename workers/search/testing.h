// For the tests of search: a small shop, looked for by Ada.
//
//   Searched world;
//   EXPECT_EQ(world.fts("SHOE"), "Trail Runner shoes|City sneaker");
#pragma once

#include "workers/products/testing.h"

namespace crow::search {

using products::ProductsWorld;
using products::Shop;

// A small shop, of four products.
inline const std::vector<Shop> kShop = {
    {.name = "Trail Runner shoes",
     .price = "89.90",
     .more = R"("brand":"Peak","categories":["Shoes","Running"],"availability":"InStock",)"
             R"("description":"Light running shoes for the mountain, with a grippy sole")"},
    {.name = "City sneaker",
     .price = "59",
     .more = R"("brand":"Peak","categories":["Shoes"],"availability":"OutOfStock",)"
             R"("description":"A sneaker for every day, in red leather")"},
    {.name = "Rain jacket",
     .price = "120.5",
     .more = R"("brand":"Nord","sku":"RJ-100","categories":["Jackets"],"availability":"InStock",)"
             R"("description":"Keeps the rain out, and the wind. Not red but blue")"},
    {.name = "Raincoat for children",
     .price = "45",
     .more = R"("brand":"Nord","categories":["Jackets","Children"],"availability":"PreOrder")"},
};

struct Searched : ProductsWorld {
  Searched() { add(northwind, kShop); }
  std::string fts(std::string_view query) { return hits(ada, concat("?type=fts&q=", query)); }
};

}  // namespace crow::search
