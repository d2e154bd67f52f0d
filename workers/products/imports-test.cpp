#include "workers/products/testing.h"

namespace crow::products {
namespace {

struct Imported : ProductsWorld {
  Reply upload(const Caller& by, std::string file, std::string fields = {}) {
    Message message{"POST",
                    "/api/v1/products/imports",
                    {{"content-type", "multipart/form-data; boundary=b"}},
                    concat(fields,
                           "--b\r\nContent-Disposition: form-data; name=\"file\"; "
                           "filename=\"shop.csv\"\r\n\r\n",
                           file, "\r\n--b--\r\n")};
    message.headers.push_back(as(by));
    return send(std::move(message));
  }
  static std::string field(std::string_view name, std::string_view value) {
    return concat("--b\r\nContent-Disposition: form-data; name=\"", name, "\"\r\n\r\n", value,
                  "\r\n");
  }
  ImportWithReports end_of(const Reply& reply) {
    EXPECT_EQ(reply.status, 202) << reply.body;
    const std::string id = read_body<Import>(reply).id;
    for (int i = 0; i < 30; ++i) {
      wake();
      run();
      now_ms += 20'000;
    }
    return read_body<ImportWithReports>(get_as(ada, concat("/imports/", id)));
  }
};

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

TEST(Imports, OfWhatIsNoTableFail) {
  Imported world;
  const auto import = world.end_of(world.upload(world.ada, "[{\"name\":\"x\"}]"));
  EXPECT_EQ(name_of(import.import.status), "failed");
  ASSERT_TRUE(import.import.error);
  EXPECT_NE(import.import.error->text.find("unknown_format"), std::string::npos);
}

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
