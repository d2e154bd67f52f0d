#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

std::string product_line(int number) {
  return concat(R"({"sku":"s)", number, R"(","name":"Chair )", number,
                R"(","price":12.5,"currency":"EUR"})", "\n");
}

TEST(ImportProducts, TakesInLinesOnce) {
  Imports world;
  std::string lines;
  for (int i = 0; i < 1'250; ++i) lines += product_line(i);
  lines += "nope\n{\"sku\":\"x\"}\n";
  auto import = world.end_of_products(world.upload_products(lines));
  EXPECT_EQ(name_of(import.import.status), "completed");
  EXPECT_EQ(import.import.counts.text,
            R"({"read":1252,"created":1250,"updated":0,"unchanged":0,"rejected":2})");
  EXPECT_NE(import.reports.text.find(R"({"line":1252,"sku":"x","error":)"), std::string::npos)
      << import.reports.text;
  EXPECT_EQ(world.products.stored.size(), 1'250u);
  EXPECT_GE(world.products.batches.size(), 13u) << "at most a hundred at once";
  import = world.end_of_products(world.upload_products(lines));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":1252,"created":0,"updated":0,"unchanged":1250,"rejected":2})");
  EXPECT_EQ(world.files().size(), 0u);
}

TEST(ImportProducts, TakesInATable) {
  Imports world;
  const auto import = world.end_of_products(
      world.upload_products("\xEF\xBB\xBFTitle;Price;g:brand;SKU\r\nRed shoes;12,99 €;Peak;RS-1\r\n"
                            "Broken;free;;X\r\n"));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":2,"created":1,"updated":0,"unchanged":0,"rejected":1})");
  EXPECT_EQ(import.import.format, ImportFormat::csv);
  EXPECT_NE(import.reports.text.find(R"("line":3,"sku":"X")"), std::string::npos)
      << import.reports.text;
  EXPECT_NE(import.reports.text.find(R"("field":"price")"), std::string::npos);
}

TEST(ImportProducts, AProcessThatDiesAnywhereLosesNothingAndCountsRightly) {
  std::string file;
  for (int i = 0; i < 640; ++i) file += product_line(i);
  file += product_line(5);
  for (std::size_t dies_after = 1; dies_after < 24; ++dies_after)
    for (const bool is_done : {false, true}) {
      Imports world;
      const std::string id = Imports::id_in(world.upload_products(file));
      world.wake();
      world.run(dies_after);
      world.kill(is_done);
      world.now_ms += 2 * kMinute;
      world.work();
      const ImportWithReports import = world.look_at_products(id);
      EXPECT_EQ(import.import.counts.text,
                R"({"read":641,"created":640,"updated":0,"unchanged":1,"rejected":0})")
          << dies_after << is_done;
      EXPECT_EQ(name_of(import.import.status), "completed");
      EXPECT_EQ(world.products.stored.size(), 640u);
    }
}

TEST(ImportProducts, WhileProductsDoNotAnswerItWaits) {
  Imports world;
  int failures = 3;
  world.set_neighbour("PRODUCTS", [&](const World::Message& message) -> World::Reply {
    if (failures-- > 0) return {.status = failures == 1 ? 409 : 503};
    return world.products.take(message);
  });
  const auto import = world.end_of_products(world.upload_products(product_line(1)));
  EXPECT_EQ(import.import.counts.text,
            R"({"read":1,"created":1,"updated":0,"unchanged":0,"rejected":0})");
}

TEST(ImportProducts, OfWhatIsNoTableFails) {
  Imports world;
  for (const char* file : {"[{\"name\":\"x\"}]", "<rss/>", "\x1f\x8b packed"}) {
    const auto import = world.end_of_products(world.upload_products(file));
    EXPECT_EQ(name_of(import.import.status), "failed") << file;
    ASSERT_TRUE(import.import.error);
    EXPECT_TRUE(import.import.error->text.contains("unknown_format")) << file;
  }
}

TEST(ImportProducts, ATableIsFetchedFromItsAddress) {
  Imports world;
  world.internet.pages = [&](const FakeInternet::Visit&) {
    return FakeInternet::Page{.headers = {{"content-type", "text/csv; charset=iso-8859-1"}},
                              .body = "name,price,currency\nSt\xfchle,10,EUR\n"};
  };
  const auto reply =
      world.post("/api/v1/products/imports", R"({"url":"https://shop.example/products.csv"})",
                 {world.as(world.dan)});
  const auto import = world.end_of_products(reply);
  EXPECT_EQ(import.import.counts.text,
            R"({"read":1,"created":1,"updated":0,"unchanged":0,"rejected":0})");
  EXPECT_TRUE(world.products.stored.contains("north St\u00fchle"));
}

TEST(ImportProducts, IsForAdminsAndLooksAtItsForm) {
  Imports world;
  World::Message message = Imports::form("name\nx\n");
  message.target = "/api/v1/products/imports";
  EXPECT_EQ(world.ask(message, world.ada).status, 403);
  EXPECT_EQ(world.upload_products("a\n", {{"mapping", R"({"colour":"a"})"}}).status, 400);
  EXPECT_EQ(world.upload_products("a\n", {{"format", "rss"}}).status, 400);
  EXPECT_EQ(world.upload_products("a\n", {{"format", "pdf"}}).status, 400);
  EXPECT_EQ(world.upload_products(std::string(kImportBytesMax + 1, '\n')).status, 202)
      << "up to 50 MB";
  EXPECT_EQ(world.upload_products(std::string(kProductsBytesMax + 1, '\n')).status, 413);
}

}  // namespace
}  // namespace crow::imports
