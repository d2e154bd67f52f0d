#include "workers/imports/product.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

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
  EXPECT_EQ(sku_of_line(R"({"sku":"x"})"), "x");
  EXPECT_EQ(sku_of_line(R"({"sku":1})"), std::nullopt);
  EXPECT_EQ(sku_of_line("nope"), std::nullopt);
}

TEST(ImportProduct, AMappingNamesWhatNamesDoNotSay) {
  World world;
  const ImportMapping mapping{{{"name", {"Bezeichnung"}}, {"price", {"Preis"}}}};
  EXPECT_EQ(cells({"Bezeichnung", "Preis", "name"}, {"Rote Schuhe", "10 €", "other"}, mapping),
            R"({"name":"Rote Schuhe","price":"10","currency":"EUR"})");
}

}  // namespace
}  // namespace crow::imports
