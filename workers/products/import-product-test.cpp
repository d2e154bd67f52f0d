#include "workers/products/import-testing.h"

namespace crow::products {
namespace {

TEST(Imports, TakeInATable) {
  Imported world;
  const auto import =
      world.end_of(world.upload(world.ada,
                                "\xEF\xBB\xBFTitle;Price;Availability;g:brand;product_type;SKU\r\n"
                                "Red shoes;12,99 €;in stock;Peak;Shoes > Running;RS-1\r\n"
                                "Boots;1.299,00 €;out of stock;Peak;Shoes;B-1\r\n"
                                "Broken;free;;;;X\r\n"));
  EXPECT_EQ(name_of(import.import.status), "completed");
  EXPECT_EQ(import.import.counts.text,
            R"({"read":3,"created":2,"updated":0,"unchanged":0,"rejected":1})");
  EXPECT_EQ(import.import.format, ImportFormat::csv);
  EXPECT_NE(import.reports.text.find(R"("line":4)"), std::string::npos) << import.reports.text;
  EXPECT_NE(import.reports.text.find(R"("field":"price")"), std::string::npos);
  const auto list = world.list(world.ada, "?sort=price_asc");
  ASSERT_EQ(list.data.size(), 2u);
  EXPECT_EQ(list.data[0].price, "12.99");
  EXPECT_EQ(list.data[0].currency, "EUR");
  EXPECT_EQ(list.data[0].categories, (std::vector<std::string>{"Shoes", "Running"}));
  EXPECT_EQ(list.data[1].price, "1299.00");
  EXPECT_EQ(list.data[1].availability, Availability::OutOfStock);
  EXPECT_EQ(world.hits(world.ada, "?type=fts&q=boot"), "Boots");
}

TEST(Imports, ReadColumnsByAMapping) {
  Imported world;
  const auto import = world.end_of(world.upload(
      world.ada, "Bezeichnung,Preis\nRote Schuhe,10\n",
      Imported::field("mapping", R"({"name":"Bezeichnung","price":"Preis","currency":"Preis"})")));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":1,"created":0,"updated":0,"unchanged":0,"rejected":1})");
  EXPECT_EQ(world.upload(world.ada, "a\n", Imported::field("mapping", R"({"colour":"a"})")).status,
            400);
  EXPECT_EQ(world.upload(world.ada, "a\n", Imported::field("format", "xml")).status, 400);
}

}  // namespace
}  // namespace crow::products
