#include "shared/crawl/address.h"

#include <gtest/gtest.h>

#include <string>

namespace crow::crawl {
namespace {

TEST(Normalise, LeavesOutWhatNamesAVisit) {
  const auto url = [](std::string_view href) { return normalise(href).url; };
  EXPECT_EQ(url("https://a.example/p?utm_source=x&id=1&gclid=y&fbclid=z#top"),
            "https://a.example/p?id=1");
  EXPECT_EQ(url("https://a.example/p?UTM_Campaign=x"), "https://a.example/p");
  EXPECT_EQ(url("https://a.example/p?PHPSESSID=1&sid=2&color=red"),
            "https://a.example/p?color=red");
  EXPECT_EQ(url("https://a.example/p;jsessionid=1A2B?x=1"), "https://a.example/p?x=1");
  EXPECT_EQ(url("https://a.example/p;JSESSIONID=1A2B/q"), "https://a.example/p/q");
  EXPECT_EQ(url("https://a.example/p;jsessionid=1A2B3C4D/q;phpsessid=1/r;phpsessid=2"),
            "https://a.example/p/q/r");
  EXPECT_EQ(url("https://a.example/p?"), "https://a.example/p");
  EXPECT_EQ(url("https://a.example/p?&&a=1&"), "https://a.example/p?a=1");
  EXPECT_EQ(url("https://a.example"), "https://a.example/");
  EXPECT_EQ(url("https://a.example?x=1"), "https://a.example/?x=1");
  EXPECT_EQ(url("https://a.example/#/p/1"), "https://a.example/");
}

TEST(Normalise, WritesEscapesOneWay) {
  const auto url = [](std::string_view href) { return normalise(href).url; };
  EXPECT_EQ(url("https://a.example/%7Eshop/%61?x=%e4"), "https://a.example/~shop/a?x=%E4");
  EXPECT_EQ(url("https://a.example/a%2Fb%3f"), "https://a.example/a%2Fb%3F");
  EXPECT_EQ(url("https://a.example/%2e%2e/b"), "https://a.example/%2E%2E/b");
  EXPECT_EQ(url("https://a.example/100%"), "https://a.example/100%");
}

TEST(Normalise, TakesTheOrderOfParametersForNothingInTheKeyAlone) {
  const Address one = normalise("https://a.example/p?b=2&a=1");
  const Address other = normalise("https://a.example/p?a=1&utm_x=1&b=2");
  EXPECT_EQ(one.url, "https://a.example/p?b=2&a=1");
  EXPECT_EQ(one.key, other.key);
  EXPECT_NE(normalise("https://a.example/p?a=1&a=2").key, normalise("https://a.example/p?a=1").key);
  EXPECT_NE(normalise("https://a.example/p/").key, normalise("https://a.example/p").key);
}

TEST(Refusal, OfFiles) {
  for (const std::string_view path : {"/a.jpg", "/a.JPEG", "/x/y.pdf", "/s.js", "/a.tar.gz?x=1"})
    EXPECT_EQ(refusal_of("https://a.example" + std::string(path)), "file") << path;
  for (const std::string_view path : {"/a", "/a.html", "/a.php?x=.jpg", "/a.jpg/", "/v1.2/x", "/"})
    EXPECT_EQ(refusal_of("https://a.example" + std::string(path)), "") << path;
}

TEST(Refusal, OfWhatWouldDoSomething) {
  for (const std::string_view path :
       {"/cart", "/de/warenkorb/", "/Login", "/account/orders", "/p/1?add-to-cart=7",
        "/?action=buy", "/wishlist/add/1", "/p?replytocom=3"})
    EXPECT_EQ(refusal_of("https://a.example" + std::string(path)), "action") << path;
  for (const std::string_view path : {"/cartoon-shirt", "/p/login-mug", "/products/cart-wheels"})
    EXPECT_EQ(refusal_of("https://a.example" + std::string(path)), "") << path;
}

TEST(Refusal, OfTraps) {
  for (const std::string& path :
       {std::string("/a/b/a/b/a/b"), std::string("/x/x/x"), "/" + std::string(1'000, 'x'),
        std::string("/calendar/2026/11"), std::string("/events?year=2026&month=12"),
        std::string("/calendar?date=2026-11-22"), std::string("/(S(lit3py55t21z5v55vlm25s55))/p"),
        std::string("/c?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9"),
        std::string("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17")})
    EXPECT_EQ(refusal_of("https://a.example" + path), "trap") << path;
  for (const std::string_view path :
       {"/a/b/a/b", "/blog/2026/11/news", "/calendar", "/p?date=today", "/adventskalender/2026",
        "/c?color=red&size=m&page=2"})
    EXPECT_EQ(refusal_of("https://a.example" + std::string(path)), "") << path;
}

TEST(Rank, PutsProductsFirstAndListsLast) {
  for (const std::string_view path : {"/products/x", "/de/p/123", "/shop/item/9", "/produkt/x?v=1"})
    EXPECT_EQ(rank_of("https://a.example" + std::string(path)), 0) << path;
  for (const std::string_view path : {"/", "/about", "/products", "/clothing/jackets"})
    EXPECT_EQ(rank_of("https://a.example" + std::string(path)), 1) << path;
  for (const std::string_view path : {"/c?page=2", "/products/?sort=price", "/p/x?color=red"})
    EXPECT_EQ(rank_of("https://a.example" + std::string(path)), 2) << path;
}

TEST(Shape, IsTheAddressWithoutValues) {
  EXPECT_EQ(shape_of("https://a.example/c?size=m&color=red"), "/c?color&size");
  EXPECT_EQ(shape_of("https://a.example/c?color=blue&size"), "/c?color&size");
  EXPECT_EQ(shape_of("https://a.example/c"), "");
}

TEST(Parts, AreOriginAndTarget) {
  EXPECT_EQ(origin_of("https://a.example:8443/p?x#y"), "https://a.example:8443");
  EXPECT_EQ(origin_of("https://a.example?x"), "https://a.example");
  EXPECT_EQ(target_of("https://a.example/p?x#y"), "/p?x");
  EXPECT_EQ(target_of("https://a.example"), "/");
}

TEST(Site, IsAHostWithAndWithoutWwwAndWhatIsBelowIt) {
  EXPECT_TRUE(is_same_site("https://a.example/x", "http://www.a.example/y"));
  EXPECT_TRUE(is_same_site("https://www.a.example/", "https://a.example/"));
  EXPECT_TRUE(is_same_site("https://a.example/", "https://shop.a.example/"));
  EXPECT_FALSE(is_same_site("https://shop.a.example/", "https://a.example/"));
  EXPECT_FALSE(is_same_site("https://a.example/", "https://ba.example/"));
  EXPECT_FALSE(is_same_site("https://a.example/", "https://a.example.org/"));
  EXPECT_TRUE(is_same_site("http://127.0.0.1:8099/", "http://127.0.0.1:8099/p"));
  EXPECT_FALSE(is_same_site("http://127.0.0.1:8099/", "http://127.0.0.1:8100/p"));
  EXPECT_FALSE(is_same_site("http://127.0.0.1/", "http://8.127.0.0.1/"));
  EXPECT_FALSE(is_same_site("", ""));
}

TEST(SamePage, EndsInTheSameSegment) {
  EXPECT_TRUE(is_same_page("https://a.example/collections/x/products/shoe",
                           "https://a.example/products/shoe"));
  EXPECT_TRUE(is_same_page("https://a.example/p/1?variant=2", "https://a.example/p/1"));
  EXPECT_FALSE(is_same_page("https://a.example/p/1", "https://a.example/p/2"));
  EXPECT_FALSE(is_same_page("https://a.example/", "https://a.example/"));
}

}  // namespace
}  // namespace crow::crawl
