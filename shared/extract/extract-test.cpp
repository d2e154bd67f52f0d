#include "shared/extract/extract.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "shared/extract/program/folder.h"
#include "shared/extract/program/score.h"

namespace crow::extract {
namespace {

Product product_of(std::string_view body, std::string_view url = "https://shop.example/p") {
  Page page = extract("<html lang=en><title>Oak Table | Shop</title><body><div>" +
                          std::string(body) + "</div></body></html>",
                      url);
  return page.products.empty() ? Product{} : std::move(page.products.front());
}

std::string price_of(std::string_view body) {
  return product_of("<h1>Oak Table</h1>" + std::string(body) + "<button>Add to cart</button>")
      .price.value;
}

TEST(Price, IsTheOneThatIsPaidNow) {
  EXPECT_EQ(price_of("<p><s>$50.00</s> $40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>$40.00 <del>$50.00</del></p>"), "40");
  EXPECT_EQ(price_of("<p>Was $50.00, now $40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>RRP: $50.00</p><p>$40.00</p><p>You save $10.00</p>"), "40");
  EXPECT_EQ(price_of("<p>List price $50.00</p><p>Our price $40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>Price $50.00</p><p>Discount -$10.00</p><p>Final price $40.00</p>"), "40");
  EXPECT_EQ(price_of("<span class='was'>$50.00</span><span class='x'>$40.00</span>"), "40");
  EXPECT_EQ(price_of("<b style='text-decoration: line-through'>$50</b> <b>$40</b>"), "40");
  EXPECT_EQ(price_of("<div><p>$45.00</p><p>$5.00</p><p>$40.00</p></div>"), "40");
}

TEST(Price, IsNotShippingNorAnInstalmentNorAnUnitPrice) {
  EXPECT_EQ(price_of("<p>$40.00</p><p>Shipping: $5.00</p>"), "40");
  EXPECT_EQ(price_of("<p>Free delivery on orders over $25.00</p><p>$40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>or 4 payments of $10.00</p><p>$40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>$10.00/month</p><p>$40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>$4.00 / 100 g</p><p>$40.00</p>"), "40");
  EXPECT_EQ(price_of("<p>$40.00</p><p>Gift card $100.00</p>"), "40");
  EXPECT_EQ(price_of("<label><input type=radio> One-time purchase $40.00</label>"
                     "<label><input type=radio> Subscribe & save $34.00</label>"),
            "40");
}

TEST(Price, IsReadWhereItIsSplit) {
  EXPECT_EQ(price_of("<p>$<span>40</span><sup>95</sup></p>"), "40.95");
  EXPECT_EQ(price_of("<p><span>40</span><span>95</span> $</p>"), "40.95");
  EXPECT_EQ(price_of("<div class=price>$40<div class=cents>95</div></div>"), "40.95");
  EXPECT_EQ(price_of("<p><span>$</span>1,<span>299</span></p>"), "1299");
}

TEST(Price, OfMarkupYieldsToWhatThePageShows) {
  const std::string stale =
      R"(<script type="application/ld+json">{"@type":"Product","name":"Oak Table",)"
      R"("offers":{"price":"50.00","priceCurrency":"USD"}}</script>)";
  EXPECT_EQ(price_of(stale + "<p class=price><del>$50.00</del> <b>$40.00</b></p>"), "40");
  EXPECT_EQ(price_of(stale + "<p class=price>$50.00</p><p>Chair $40.00</p>"), "50");
  EXPECT_EQ(price_of(stale), "50");
}

TEST(Availability, OfOneSizeIsNotThatOfTheProduct) {
  const auto stock_of = [](std::string_view body) {
    return product_of("<h1>Oak Boots</h1><p>$40.00</p>" + std::string(body)).availability.value;
  };
  EXPECT_EQ(stock_of("<ul><li class=soldout>S sold out</li><li>M</li></ul><button>Add to bag"
                     "</button>"),
            "InStock");
  EXPECT_EQ(stock_of("<ul><li>42 sold out</li><li>43</li></ul><button>Add to bag</button>"),
            "InStock");
  EXPECT_EQ(stock_of("<p>Sold out</p>"), "OutOfStock");
}

TEST(Description, BeginsBehindItsHeading) {
  const auto description_of = [](std::string_view inside) {
    return product_of(
               "<h1>Oak Table</h1><p>$40.00</p><button>Add to cart</button>"
               "<section class=description>" +
               std::string(inside) + "</section>")
        .description.value;
  };
  const std::string text =
      "Of oak from one forest, oiled by hand, for six people and all that they want to put on it.";
  EXPECT_EQ(description_of("<h2>Description</h2><p>" + text + "</p>"), text);
  EXPECT_EQ(description_of("<div><h3>Beschreibung</h3></div>\n<p>" + text + "</p>"), text);
  EXPECT_EQ(description_of("<p>" + text + "</p><h2>Care</h2>"), text + " Care");
  EXPECT_EQ(description_of(text), text);
}

TEST(Availability, IsTakenFromWhateverSaysIt) {
  const auto said = [](std::string_view body) {
    return product_of("<h1>Oak Table</h1><p class=price>$40.00</p>" + std::string(body))
        .availability.value;
  };
  EXPECT_EQ(said("<button>Add to cart</button>"), "InStock");
  EXPECT_EQ(said("<p>Sold out</p>"), "OutOfStock");
  EXPECT_EQ(said("<button disabled>Sold out</button>"), "OutOfStock");
  EXPECT_EQ(said("<p>In stock</p><button>Add to cart</button>"), "InStock");
  EXPECT_EQ(
      said("<button>Add to cart</button><ul><li>S - sold out<li>M - sold out<li>L - sold out</ul>"),
      "InStock");
  EXPECT_EQ(said("<p style='display:none'>Out of stock</p><button>Add to cart</button>"),
            "InStock");
  EXPECT_EQ(said("<button>Pre-order</button>"), "PreOrder");
}

TEST(Sku, IsWhatThePageLabelsSo) {
  const auto sku_of = [](std::string_view body) {
    return product_of("<h1>Oak Table</h1><p>$40.00</p>" + std::string(body) +
                      "<button>Add to cart</button>")
        .sku.value;
  };
  EXPECT_EQ(sku_of("<span>SKU: <span class=sku>woo-hoodie</span></span>"), "woo-hoodie");
  EXPECT_EQ(sku_of("<span>SKU: <span class=sku>N/A</span></span>"), "");
  EXPECT_EQ(sku_of("<p>Style: slim-fit</p>"), "");
  EXPECT_EQ(sku_of("<span>(Cód. Item 14532)</span>"), "14532");
  const auto viewed = [&](std::string_view id) {
    return sku_of(R"(<script>gtag("event","view_item",{items:[{item_id:")" + std::string(id) +
                  R"(",item_name:"Oak Table",price:40}]});</script>)");
  };
  EXPECT_EQ(viewed("FK-2210"), "FK-2210");
  EXPECT_EQ(viewed("88231"), "");
  EXPECT_EQ(viewed("shopify_US_88231"), "");
  EXPECT_EQ(sku_of(R"(<script>var utag_data={"product_name":["Oak Table"],"product_sku":["T-40"],)"
                   R"("product_unit_price":["40.00"]};</script>)"),
            "T-40");
  EXPECT_EQ(product_of("<h1>Ink <small>[CLI-521BK]</small></h1><p>$9.00</p><button>Buy</button>")
                .sku.value,
            "CLI-521BK");
}

TEST(Extract, TellsWherePagesAreNotOneProduct) {
  EXPECT_EQ(extract("<h1>About us</h1><p>We sell tables.</p>", "").kind, PageKind::other);
  EXPECT_EQ(extract("", "").kind, PageKind::other);
  std::string list =
      R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[)";
  for (int i = 0; i < 5; ++i)
    list += R"({"@type":"ListItem","item":{"@type":"Product","name":"P)" + std::to_string(i) +
            R"(","url":"/p)" + std::to_string(i) +
            R"(","offers":{"price":1,"priceCurrency":"EUR"}}},)";
  const Page page = extract(list + "]}</script><h1>Tables</h1>", "https://shop.example/tables");
  EXPECT_EQ(page.kind, PageKind::listing);
  ASSERT_EQ(page.products.size(), 5u);
  EXPECT_EQ(page.products[1].url.value, "https://shop.example/p1");
}

// Ten boxes, each with a link and a price, as a shop shows a list.
std::string cards() {
  std::string list = "<div>";
  for (int i = 1; i <= 10; ++i) {
    const std::string number = std::to_string(i);
    list += "<div><a href=/c" + number + "><b>Chair " + number + "</b></a><p>$1" + number +
            ".00</p><button>Add to cart</button></div>";
  }
  return list + "</div>";
}

TEST(Extract, TellsAProductWithAListFromAList) {
  const std::string own = "<h1>Oak Table</h1><p>$40.00</p><p>SKU: OT-40</p>";
  const Page page = extract(own + "<button>Add to cart</button>" + cards(), "");
  EXPECT_EQ(page.kind, PageKind::product);
  ASSERT_FALSE(page.products.empty());
  EXPECT_EQ(page.products.front().price.value, "40");
  const Page sold_out = extract(own + "<p>Sold out</p>" + cards(), "");
  EXPECT_EQ(sold_out.kind, PageKind::product);
  ASSERT_FALSE(sold_out.products.empty());
  EXPECT_EQ(sold_out.products.front().availability.value, "OutOfStock");
  EXPECT_NE(extract("<h1>Chairs</h1><p>From $11.00</p>" + cards(), "").kind, PageKind::product);
  EXPECT_NE(extract("<h1>Chairs</h1><h2>Best sellers</h2>" + cards(), "").kind, PageKind::product);
}

TEST(Extract, KnowsThePagesOwnAddress) {
  const auto canonical = [](std::string_view head) {
    return extract(head, "https://shop.example/p?utm=1").canonical_url;
  };
  EXPECT_EQ(canonical("<link rel=canonical href='/p'>"), "https://shop.example/p");
  EXPECT_EQ(canonical("<meta property='og:url' content='https://shop.example/q'>"),
            "https://shop.example/q");
  EXPECT_EQ(canonical("<link rel=canonical href='/'>"), "https://shop.example/p?utm=1");
  EXPECT_TRUE(extract("<meta name=robots content='noindex,follow'>", "").is_noindex);
}

TEST(Extract, WithstandsHostilePages) {
  const auto repeat = [](std::string_view part, std::size_t count) {
    std::string out = "<h1>Oak Table</h1>";
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
  };
  const std::string pages[] = {
      repeat("<div class='price related'>$1 ", 30'000),
      repeat("<p>SKU: A1 EAN: 2 Ref ", 30'000),
      repeat("1.", 500'000),
      repeat("1 000 ", 200'000),
      repeat("$", 500'000),
      repeat("<button>add to cart</button>", 30'000),
      repeat("<i itemscope itemtype=x/Product><b itemprop=offers itemscope>", 20'000),
      repeat("<script type=application/ld+json>{\"@type\":\"Product\"}</script>", 20'000),
      repeat("<script>price={[{[", 30'000),
      "<script>price" + repeat("={a:", 100'000),
      repeat("<h2>Oak Table</h2>", 50'000),
      repeat("out of stock in stock ", 50'000),
      repeat("<a class='sku' href=x>sku#", 40'000),
  };
  for (const std::string& page : pages) {
    const auto before = std::chrono::steady_clock::now();
    extract(page, "https://shop.example/");
    const auto took = std::chrono::steady_clock::now() - before;
    EXPECT_LT(took, std::chrono::seconds(20)) << page.substr(18, 40);
  }
}

// The fixtures of a folder; those of held-out/ were not looked at while the weights were set.
void expect_scores(const std::string& folder, double least) {
  const auto truths = read_truth(folder + "/truth.json");
  ASSERT_TRUE(truths && !truths->empty()) << folder;
  std::map<std::string_view, Score> scores;
  for (const auto& [name, path] : list_pages(folder)) {
    std::string problem;
    const auto html = read_page(path, problem);
    ASSERT_TRUE(html) << path << ": " << problem;
    const Truth& truth = truths->at(name);
    const Page page = extract(*html, truth.at("url").front());
    const bool is_product = truth.contains("name");
    EXPECT_EQ(page.kind == PageKind::product, is_product) << name;
    if (!is_product || page.products.empty()) continue;
    const Product& product = page.products.front();
    for (const auto& [attribute, fact] : {std::pair{"price", &product.price},
                                          {"sku", &product.sku},
                                          {"name", &product.name},
                                          {"currency", &product.currency}}) {
      const auto found = truth.find(attribute);
      const bool right = found != truth.end() && is_right(attribute, fact->value, found->second);
      scores[attribute].right += right;
      if (!right) scores[attribute].missing += found != truth.end();
      if (!right) scores[attribute].wrong += static_cast<bool>(*fact);
    }
  }
  for (const auto& [attribute, score] : scores)
    EXPECT_GE(score.f1(), least) << folder << ' ' << attribute;
}

TEST(Fixtures, AreExtractedNearlyAll) { expect_scores("shared/extract/fixtures", 0.96); }
TEST(Fixtures, HeldOutAreExtractedToo) { expect_scores("shared/extract/fixtures/held-out", 0.85); }

}  // namespace
}  // namespace crow::extract
