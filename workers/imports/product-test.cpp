#include "workers/imports/product.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/testing.h"

namespace crow::imports {
namespace {

std::string said(const Result<std::string>& product) {
  if (product) return *product;
  if (product.error().violations.empty()) return "! " + product.error().message;
  return "! " + product.error().violations.front().field;
}
std::string line(std::string_view text, const ImportMapping& mapping = {}) {
  return said(product_of_line(text, mapping));
}
std::string cells(const std::vector<std::string>& columns, std::vector<std::string> values,
                  const ImportMapping& mapping = {}) {
  return said(product_of_cells(columns, std::move(values), mapping));
}

TEST(ImportProduct, ATableIsReadByItsHeader) {
  World world;
  EXPECT_EQ(cells({"Title", "Price", "Availability", "g:brand", "product_type", "SKU"},
                  {"Red shoes", "12,99 €", "in stock", "Peak", "Shoes > Running", "RS-1"}),
            R"({"name":"Red shoes","brand":"Peak","sku":"RS-1","price":"12.99","currency":"EUR",)"
            R"("availability":"InStock","categories":["Shoes","Running"]})");
  EXPECT_EQ(cells({"name", "price"}, {"Boots", "1.299,00 €"}),
            R"({"name":"Boots","price":"1299","currency":"EUR"})");
}

TEST(ImportProduct, ALineIsAProductInTheContractsWords) {
  World world;
  EXPECT_EQ(line(R"({"sku":"s","name":"Chair","price":12.5,"currency":"eur",)"
                 R"("categories":["Chairs"],"images":["https://shop.example/1.jpg"],)"
                 R"("rating":{"value":4.5,"count":3},"colour":"red"})"),
            R"({"name":"Chair","sku":"s","price":"12.5","currency":"EUR",)"
            R"("categories":["Chairs"],"images":[{"url":"https://shop.example/1.jpg"}],)"
            R"("rating":{"value":4.5,"count":3}})");
}

TEST(ImportProduct, WhatIsBrokenIsToldByItsField) {
  World world;
  EXPECT_EQ(cells({"name", "price"}, {"X", "free"}), "! price");
  EXPECT_EQ(cells({"name", "price"}, {"X", "10"}), "! currency");
  EXPECT_EQ(cells({"price", "currency"}, {"10", "EUR"}), "! name");
  EXPECT_EQ(line(R"({"sku":"x"})"), "! name");
  EXPECT_TRUE(line("nope").starts_with("! "));
  EXPECT_EQ(sku_of_line(R"({"sku":"x"})", {}), "x");
  EXPECT_EQ(sku_of_line(R"({"sku":1})", {}), std::nullopt);
  EXPECT_EQ(sku_of_line(R"({"number":"x"})", {{{"sku", {"number"}}}}), "x");
  EXPECT_EQ(sku_of_line("nope", {}), std::nullopt);
  EXPECT_EQ(sku_of_cells({"Name", "Item number"}, {"X", " A1 "}, {}), "A1");
  EXPECT_EQ(sku_of_cells({"Name", "sku"}, {"X"}, {}), std::nullopt);
  EXPECT_EQ(sku_of_cells({"sku"}, {"\xFF"}, {}), std::nullopt);
}

TEST(ImportProduct, WhatNoOtherRequestMaySayIsRefusedAndNotChanged) {
  World world;
  const auto fault = [](const Result<std::string>& product) {
    if (product) return *product;
    EXPECT_EQ(product.error().violations.size(), 1u);
    const Violation& one = product.error().violations.front();
    return concat(one.field, ' ', json::kRules[static_cast<std::size_t>(one.rule)], ' ',
                  one.received.value_or(""));
  };
  const auto cell = [&](std::string_view column, std::string_view value) {
    return fault(product_of_cells({"name", "currency", std::string(column)},
                                  {"X", "EUR", std::string(value)}, {}));
  };
  EXPECT_EQ(cell("link", "javascript:alert(1)"), "url format javascript:alert(1)");
  EXPECT_EQ(cell("image", "nope"), "images format nope");
  EXPECT_EQ(cell("image", "https://a.example/1.jpg | nope"), "images format nope");
  for (const std::string_view price : {"-5.00", "-5", "\u22125,00 €", "€-5", "5.00-", "(5.00)",
                                       "1e5", "1E5", "10-20 EUR", "£12 now £9", "1.23456", "10%"})
    EXPECT_EQ(cell("price", price), concat("price format ", price));
  EXPECT_EQ(cell("rating", R"(4},"provenance":{"x":1)"), R"(rating format 4},"provenance":{"x":1)");
  EXPECT_EQ(cell("rating", "good"), "rating format good");
  EXPECT_EQ(cell("rating", "-1"), "rating.value range -1");
  EXPECT_EQ(
      fault(product_of_cells({"name", "rating", "ratingCount"}, {"X", "4", "9},\"a\":{"}, {})),
      R"(ratingCount format 9},"a":{)");

  const auto member = [&](std::string_view json) {
    return fault(product_of_line(concat(R"({"name":"X","currency":"EUR",)", json, '}'), {}));
  };
  EXPECT_EQ(fault(product_of_line(R"({"name":["x"]})", {})), R"(name type ["x"])");
  EXPECT_EQ(member(R"("sku":{"a":1})"), R"(sku type {"a":1})");
  EXPECT_EQ(member(R"("brand":true)"), "brand type true");
  EXPECT_EQ(member(R"("price":"1e5")"), "price format 1e5");
  EXPECT_TRUE(member(R"("price":1e5)").contains(R"("price":"100000")"));
  EXPECT_EQ(member(R"("price":-5)"), "price format -5");
  EXPECT_EQ(member(R"("price":[1])"), "price type [1]");
  EXPECT_EQ(member(R"("rating":{"value":"4"})"), R"(rating format "4")");
  EXPECT_EQ(member(R"("images":[1])").substr(0, 14), "images[0] type");
  EXPECT_EQ(member(R"("images":[{"url":"data:x"}])"), "images format data:x");
  EXPECT_EQ(member(R"("availability":[1])"), "availability type [1]");
}

TEST(ImportProduct, WhatPeopleWriteIsRead) {
  World world;
  for (const std::string_view price :
       {"12,99 €", "€ 12.99", "EUR 12.99", "12.99 EUR", "from 12.99 EUR", "€12.99 EUR"})
    EXPECT_EQ(cells({"name", "price"}, {"X", std::string(price)}),
              R"({"name":"X","price":"12.99","currency":"EUR"})")
        << price;
  EXPECT_EQ(
      cells({"name", "image"}, {"X", "https://a.example/w_1,h_2/1.jpg,https://a.example/2.jpg, "}),
      R"({"name":"X","images":[{"url":"https://a.example/w_1,h_2/1.jpg"},)"
      R"({"url":"https://a.example/2.jpg"}]})");
  EXPECT_EQ(line(R"({"name":"X","stock":true,"sku":7})"),
            R"({"name":"X","sku":"7","availability":"InStock"})");
}

TEST(ImportProduct, AMappingNamesWhatNamesDoNotSay) {
  World world;
  const ImportMapping mapping{{{"name", {"Bezeichnung"}}, {"price", {"Preis"}}}};
  EXPECT_EQ(cells({"Bezeichnung", "Preis", "name"}, {"Rote Schuhe", "10 €", "other"}, mapping),
            R"({"name":"Rote Schuhe","price":"10","currency":"EUR"})");
}

}  // namespace
}  // namespace crow::imports
