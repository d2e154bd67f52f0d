#include "shared/extract/structured.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/extract/state.h"

namespace crow::extract {
namespace {

// The products of a page in one line each: "name sku: price currency availability, …".
std::string products(std::string_view html) {
  const Document page = parse_html(html);
  std::string out;
  for (const MarkedProduct& product : marked_products(read_items(page))) {
    if (!out.empty()) out += " | ";
    if (product.is_related) out += "related ";
    if (product.is_variant) out += "variant ";
    out += product.name + ' ' + product.sku + ':';
    for (const MarkedOffer& offer : product.offers)
      out += ' ' + offer.price + ' ' + offer.currency + ' ' + offer.availability + ',';
  }
  return out;
}

std::string json_ld(std::string_view json) {
  return products("<script type=\"application/ld+json\">" + std::string(json) + "</script>");
}

TEST(JsonLd, ReadsAProductWhereverItStands) {
  const std::string product =
      R"({"@type":"Product","name":"A","sku":"1","offers":{"@type":"Offer","price":2,)"
      R"("priceCurrency":"EUR","availability":"InStock"}})";
  const std::string expected = "A 1: 2 EUR InStock,";
  EXPECT_EQ(json_ld(product), expected);
  EXPECT_EQ(json_ld("[" + product + "]"), expected);
  EXPECT_EQ(json_ld(R"({"@graph":[{"@type":"WebSite"},)" + product + "]}"), expected);
  EXPECT_EQ(json_ld(R"({"@type":"WebPage","mainEntity":)" + product + "}"), expected);
  EXPECT_EQ(json_ld("//<![CDATA[\n" + product + "\n//]]>"), expected);
  EXPECT_EQ(json_ld("<!--\n" + product + "\n-->"), expected);
  std::string escaped;
  for (const char c : product) escaped += c == '"' ? std::string("&quot;") : std::string(1, c);
  EXPECT_EQ(json_ld(escaped), expected);
}

TEST(JsonLd, ReadsTypesInAllTheirForms) {
  EXPECT_EQ(json_ld(R"({"@type":["Thing","http://schema.org/Product"],"name":"A"})"), "A :");
  EXPECT_EQ(json_ld(R"({"@type":"schema:Product","schema:name":"A"})"), "A :");
  EXPECT_EQ(json_ld(R"({"@type":"Organization","name":"A"})"), "");
}

TEST(JsonLd, ReadsOffersInAllTheirForms) {
  EXPECT_EQ(json_ld(R"({"@type":"Product","name":"A","offers":[{"@type":"Offer","price":"1",)"
                    R"("priceCurrency":"EUR"},{"@type":"Offer","price":"2"}]})"),
            "A : 1 EUR , 2  ,");
  EXPECT_EQ(
      json_ld(R"({"@type":"Product","name":"A","offers":{"@type":"AggregateOffer","lowPrice":1,)"
              R"("highPrice":3,"priceCurrency":"EUR"}})"),
      "A : 1 EUR ,");
  EXPECT_EQ(json_ld(R"({"@type":"Product","name":"A","offers":{"@type":"AggregateOffer",)"
                    R"("priceCurrency":"EUR","offers":[{"@type":"Offer","price":1}]}})"),
            "A : 1 EUR ,");
  EXPECT_EQ(
      json_ld(R"({"@type":"Product","name":"A","offers":{"@type":"Offer",)"
              R"("priceSpecification":[{"priceType":"https://schema.org/ListPrice","price":9},)"
              R"({"price":7,"priceCurrency":"EUR"}]}})"),
      "A : 7 EUR ,");
  EXPECT_EQ(
      json_ld(R"({"@graph":[{"@type":"Product","name":"A","offers":{"@id":"#o"}},{"@id":"#o",)"
              R"("@type":"Offer","price":5}]})"),
      "A : 5  ,");
}

TEST(JsonLd, KeepsVariantsAndRelatedProductsApart) {
  EXPECT_EQ(json_ld(R"({"@type":"ProductGroup","name":"G","hasVariant":[{"@type":"Product",)"
                    R"("name":"V","sku":"v","offers":{"price":3}}]})"),
            "G : 3  , | variant V v: 3  ,");
  EXPECT_EQ(
      json_ld(R"({"@type":"Product","name":"A","isRelatedTo":{"@type":"Product","name":"B"}})"),
      "A : | related B :");
  EXPECT_EQ(json_ld(R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem",)"
                    R"("item":{"@type":"Product","name":"B"}}]})"),
            "related B :");
}

TEST(JsonLd, IsNotLedInCircles) {
  json_ld(R"({"@graph":[{"@id":"#a","@type":"Product","name":"A","offers":{"@id":"#b"}},)"
          R"({"@id":"#b","@type":"AggregateOffer","offers":[{"@id":"#b"},{"@id":"#b"}]}]})");
  std::string bomb = R"({"@type":"Product","name":"A","offers":[)";
  for (int i = 0; i < 5'000; ++i) bomb += R"({"@id":"#b"},)";
  bomb += R"({"@id":"#b","@type":"AggregateOffer","offers":[)";
  for (int i = 0; i < 5'000; ++i) bomb += R"({"@id":"#b"},)";
  json_ld(bomb + "]}]}");
}

TEST(Microdata, ReadsNestedItemsAndAllKindsOfValues) {
  EXPECT_EQ(
      products(
          R"(<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">A <b>b</b></h1>
    <span itemprop="sku" content="1">No. 1</span>
    <p itemprop="offers" itemscope itemtype="http://schema.org/Offer">
    <meta itemprop="priceCurrency" content="EUR">
    <link itemprop="availability" href="http://schema.org/InStock">
    <span itemprop="price">1,50</span></p></div>)"),
      "A b 1: 1,50 EUR http://schema.org/InStock,");
  EXPECT_EQ(
      products(R"(<div itemscope itemtype="http://schema.org/Product"><i itemprop="name">A</i>)"
               R"(<b itemprop="price" content="3">x</b></div>)"),
      "A : 3  ,");
}

TEST(Rdfa, ReadsTheSame) {
  EXPECT_EQ(products(R"(<div vocab="http://schema.org/" typeof="Product"><h1 property="name">A</h1>
    <div property="offers" typeof="schema:Offer">
    <span property="schema:price" content="3">3 €</span></div></div>)"),
            "A : 3  ,");
}

std::string state(std::string_view script, std::string_view title) {
  const Document page = parse_html("<script>" + std::string(script) + "</script>");
  const auto found = read_state(page, title);
  if (found.empty()) return "none";
  const StateProduct& first = found.front();
  return first.name + ' ' + first.sku + ' ' + first.price + ' ' + first.currency + ' ' +
         first.availability + (first.is_minor_units ? " minor" : "");
}

TEST(State, FindsTheProductInScripts) {
  EXPECT_EQ(state(R"(window.__DATA__ = {"a":{"product":{"name":"Oak Table","sku":"1",)"
                  R"("price":{"value":5,"currency":"EUR"},"inStock":true}}};)",
                  "oak table"),
            "Oak Table 1 5 EUR true");
  EXPECT_EQ(state(R"(dataLayer.push({ecommerce:{detail:{products:[{name:'Oak Table',id:'7',)"
                  R"(price:'5.00',brand:'X'}]}}});)",
                  "oak table"),
            "Oak Table  5.00  ");
  EXPECT_EQ(state(R"(var meta = {"product":{"id":1,"vendor":"V","variants":[{"id":2,"price":1999,)"
                  R"("name":"Oak Table","sku":"S"}]}};)",
                  "oak table"),
            "Oak Table S 1999   minor");
  EXPECT_EQ(
      state(R"({"products":[{"name":"Pine Chair","price":1},{"name":"Oak Table","price":2}]})",
            "oak table"),
      "Oak Table  2  ");
  EXPECT_EQ(state("function f(a){if(a){return [1,2]}} var price = 3;", "oak table"), "none");
}

}  // namespace
}  // namespace crow::extract
