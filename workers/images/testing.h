// For tests: the worker with its tables, a shop of pictures in the world outside, products and
// models beside it.
//
//   Pictures world;
//   world.shop["/a.jpg"] = fixture("shoe.jpg");
//   world.add("shoe", {"/a.jpg"});
//   world.work();
//   EXPECT_EQ(world.shown("shoe"), …);
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "shared/contracts/images.h"
#include "shared/contracts/models.h"
#include "shared/contracts/products-internal.h"
#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/vision/testing.h"

namespace crow::images {

inline constexpr std::string_view kShop = "https://shop.example";

inline constexpr vision::Rgb kWhite{255, 255, 255}, kRed{200, 30, 40}, kBlue{30, 60, 200};

// A picture of one thing of that colour, as a BMP.
inline std::string thing(int width, int height, vision::Rgb colour) {
  return vision::bmp_of(vision::paint(width, height, [&](int x, int y) {
    return x > width / 4 && x < width * 3 / 4 && y > height / 3 ? colour : kWhite;
  }));
}

struct Pictures : World {
  std::map<std::string, FakeInternet::Page> shop;
  std::map<std::string, int> visits;
  // What products was told of each product, by organization and product, as "north/shoe"; the last
  // images and the last descriptions.
  std::map<std::string, std::vector<products::SetImages::FetchedImage>> told;
  std::map<std::string, products::SetImages::Seen> seen;
  std::vector<std::string> missing;  // Products that products does not have.
  int calls = 0, described = 0;
  bool is_ai_away = false, is_products_away = false;

  Pictures() {
    set_variable("ENVIRONMENT", "local");
    set_variable("BASE_URL", "https://api.example");
    migrate("workers/images/migrations");
    internet.pages = [this](const FakeInternet::Visit& visit) {
      ++visits[visit.href];
      const auto page = shop.find(visit.href);
      return page == shop.end() ? FakeInternet::Page{.status = 404} : page->second;
    };
    set_neighbour("PRODUCTS", [this](const Message& message) { return take(message); });
    set_neighbour("MODELS", [this](const Message& message) { return describe(message); });
  }
  ~Pictures() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  FakeBucket& bucket() { return buckets["IMAGES"]; }
  static std::string url(std::string_view path) { return concat(kShop, path); }
  void put(std::string_view path, std::string bytes) {
    shop[url(path)] = {.headers = {{"content-type", "text/plain"}}, .body = std::move(bytes)};
  }

  Reply add(std::string_view product, const std::vector<std::string>& paths,
            std::string_view organization = "north", std::string_view name = "Red shoe") {
    std::string list;
    for (const std::string& path : paths)
      list += concat(list.empty() ? "" : ",", R"({"url":")",
                     path.starts_with('/') ? url(path) : path, R"(","alt":"Seen from the side"})");
    return post("/internal/images",
                concat(R"({"organizationId":")", organization, R"(","productId":")", product,
                       R"(","name":")", name, R"(","images":[)", list, "]}"),
                {{"x-internal-key", "test-internal-key"}});
  }
  // Lets jobs run, retries and all, until nothing is due.
  void work(int turns = 30) {
    for (int i = 0; i < turns; ++i) {
      wake();
      run();
      now_ms += 20'000;
    }
  }

  // How many rows a table has.
  std::int64_t count(std::string_view table) {
    const std::string sql = concat("SELECT count(*) FROM ", table);
    database().allow_scan(sql);
    const Sqlite::Call call{sql, "[]"};
    const auto answer = database().batch({&call, 1});
    EXPECT_TRUE(answer);
    return to_number(answer->substr(4, answer->find(']') - 4)).value_or(-1);
  }

  // "40x30 40x30", of what products was told.
  std::string shown(const std::string& product) {
    std::string out;
    for (const auto& image : told[product])
      out += concat(out.empty() ? "" : " ", image.width->value, 'x', image.height->value);
    return out;
  }

  // "/a.jpg not_found, …": the images of north's shoe that cannot be had.
  std::string failures() {
    const std::string sql = concat("SELECT coalesce(group_concat(replace(url, '", kShop,
                                   "', '') || ' ' || failure_code, ', '), '') FROM (SELECT * FROM"
                                   " product_image WHERE organization_id = 'north' AND product_id ="
                                   " 'shoe' AND failure_code IS NOT NULL ORDER BY place)");
    const auto answer = database().batch(std::array{Sqlite::Call{sql, "[]"}});
    EXPECT_TRUE(answer);
    constexpr std::string_view kBefore = "[[[[\"", kAfter = "\"]],";
    const auto end = answer->find(kAfter);
    return answer->substr(kBefore.size(), end - kBefore.size());
  }

 private:
  Reply take(const Message& message) {
    if (is_products_away)
      return {503, {}, R"({"error":{"code":"UNAVAILABLE","message":"","details":null}})"};
    ++calls;
    EXPECT_EQ(message.method, "PUT");
    std::string_view path = message.target;
    path.remove_prefix(std::string_view("/internal/products/").size());
    const std::string id(split_off(path, '/'));
    EXPECT_EQ(path, "images");
    std::string body = message.body;
    // As a request to products is read: the id stands in the path.
    body.insert(1, concat(R"("id":")", id, R"(",)"));
    auto input = json::read<products::SetImages::Input>(body);
    EXPECT_TRUE(input) << (input ? "" : input.error().message) << message.body;
    if (!input) return {400, {}, "{}"};
    const std::string key = concat(input->organizationId.value, '/', id);
    for (const std::string& one : missing)
      if (one == key)
        return {404, {}, R"({"error":{"code":"NOT_FOUND","message":"","details":null}})"};
    if (input->images) told[key] = input->images->value;
    if (input->descriptions) seen[key] = *input->descriptions;
    return {204, {}, {}};
  }

  Reply describe(const Message& message) {
    if (is_ai_away)
      return {503, {}, R"({"error":{"code":"UNAVAILABLE","message":"","details":null}})"};
    auto input = json::read<models::DescribeImage::Input>(message.body);
    EXPECT_TRUE(input) << message.body;
    ++described;
    models::Description made{.model = "builtin:templates:1",
                             .text = concat("A picture of ", input->name, '.'),
                             .features = {"plain", concat(input->width.value, " wide")}};
    return {200, {}, json::write(made)};
  }
};

}  // namespace crow::images
