#include "shared/net/address.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::net {
namespace {

TEST(Address, FourDecimalNumbersAreTheOnlySpellingOfIpv4) {
  EXPECT_EQ(parse_v4("127.0.0.1"), 0x7f000001u);
  EXPECT_EQ(parse_v4("255.255.255.255"), 0xffffffffu);
  for (const char* text :
       {"", "1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4", "1..2.3", "01.2.3.4", "1.2.3.256",
        "1.2.3.0x4", "1.2.3.-4", " 1.2.3.4", "1.2.3.4567"})
    EXPECT_FALSE(parse_v4(text)) << text;
}

TEST(Address, ReadsIpv6AsRfc4291WritesIt) {
  EXPECT_EQ(parse_v6("::"), V6{});
  EXPECT_EQ(parse_v6("::1"), (V6{0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(parse_v6("1:2:3:4:5:6:7:8"), (V6{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(parse_v6("1::8"), (V6{1, 0, 0, 0, 0, 0, 0, 8}));
  EXPECT_EQ(parse_v6("1::2:3:4:5:6:7"), (V6{1, 0, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(parse_v6("1:2:3:4:5:6:7::"), (V6{1, 2, 3, 4, 5, 6, 7, 0}));
  EXPECT_EQ(parse_v6("fe80::"), (V6{0xfe80}));
  EXPECT_EQ(parse_v6("::FFFF:127.0.0.1"), (V6{0, 0, 0, 0, 0, 0xffff, 0x7f00, 1}));
  EXPECT_EQ(parse_v6("64:ff9b::1.2.3.4"), (V6{0x64, 0xff9b, 0, 0, 0, 0, 0x102, 0x304}));
  for (const char* text : {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                           ":1", "1:", "12345::", "g::", "1:2:3:4:5:6:7:8::", "::1.2.3",
                           "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "[::1]"})
    EXPECT_FALSE(parse_v6(text)) << text;
}

TEST(Address, ARangeEndsWhereItsNeighbourBegins) {
  struct Edge {
    const char *before, *first, *last, *after;
  };
  constexpr Edge kEdges[] = {
      {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
      {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
      {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
      {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
      {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
      {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
      {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
      {"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
      {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
      {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
      {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
      {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
      {"168.63.129.15", "168.63.129.16", "168.63.129.16", "168.63.129.17"},
      {"223.255.255.255", "224.0.0.0", "255.255.255.255", "1.0.0.0"},
      {"2001:200::", "2001::", "2001:1ff:ffff::1", "2001:200::"},
      {"2001:db7:ffff::", "2001:db8::", "2001:db8:ffff::", "2001:db9::"},
      {"2001:ffff::", "2002::", "2002:ffff::1", "2003::"},
      {"2620:4f:7fff::", "2620:4f:8000::", "2620:4f:8000:ffff::", "2620:4f:8001::"},
      {"3ffe:ffff::", "3fff::", "3fff:fff:ffff::", "3fff:1000::"},
      {"3fff:1000::", "4000::", "ffff::", "2a00::"},
  };
  for (const Edge& edge : kEdges) {
    EXPECT_TRUE(is_public_address(edge.before)) << edge.before;
    EXPECT_FALSE(is_public_address(edge.first)) << edge.first;
    EXPECT_FALSE(is_public_address(edge.last)) << edge.last;
    EXPECT_TRUE(is_public_address(edge.after)) << edge.after;
  }
  EXPECT_FALSE(is_public_address("0.255.255.255"));
  EXPECT_FALSE(is_public_address("shop.example"));
  EXPECT_FALSE(is_public_address(""));
}

Url url_of(std::string host, std::string port = {}, std::string scheme = "https") {
  return {.href = scheme + "://" + host,
          .scheme = scheme,
          .host = std::move(host),
          .port = std::move(port)};
}

TEST(Address, AHostThatNoParserShouldGiveIsRefusedAllTheSame) {
  for (const char* host : {"",
                           ".",
                           "0x7f.1",
                           "0x7f.0.0.1",
                           "2130706433",
                           "127.1",
                           "0177.0.0.1",
                           "1.2.3.4.5",
                           "SHOP.EXAMPLE",
                           "shop.example ",
                           "shop..example",
                           "shop.example..",
                           "sh\u00f6p.example",
                           "a@b.example",
                           "shop.example/x",
                           "shop.example\\x",
                           "[::1",
                           "::1",
                           "[127.0.0.1]",
                           "[::1%25lo]",
                           "a%00.example",
                           "shop.0x7f",
                           "shop.7",
                           "-a.example",
                           "a-.example"})
    EXPECT_TRUE(refusal_of(url_of(host), {})) << host;
}

TEST(Address, TheListOfPortsAddsToTheUsualOnes) {
  EXPECT_FALSE(refusal_of(url_of("shop.example"), {}));
  EXPECT_TRUE(refusal_of(url_of("shop.example", "8443"), {}));
  EXPECT_FALSE(refusal_of(url_of("shop.example", "8443"), {.ports = {8080, 8443}}));
}

TEST(Address, OurOwnNamesAreRefusedWithAllBelowThem) {
  const Policy policy{.own_names = {"crowai.dev"}};
  for (const char* host : {"crowai.dev", "crowai.dev.", "api.crowai.dev", "a.b.crowai.dev"})
    EXPECT_EQ(refusal_of(url_of(host), policy), "belongs to this platform") << host;
  for (const char* host : {"notcrowai.dev", "crowai.dev.example"})
    EXPECT_FALSE(refusal_of(url_of(host), policy)) << host;
}

TEST(Address, AnAllowedOriginIsAllowedAsItStandsAndInNoOtherWay) {
  const Policy policy{.allowed_origins = {"http://127.0.0.1:4000"}};
  EXPECT_FALSE(refusal_of(url_of("127.0.0.1", "4000", "http"), policy));
  EXPECT_TRUE(refusal_of(url_of("127.0.0.1", "4001", "http"), policy));
  EXPECT_TRUE(refusal_of(url_of("127.0.0.1", "4000", "https"), policy));
  EXPECT_TRUE(refusal_of(url_of("localhost", "4000", "http"), policy));
  Url with_user = url_of("127.0.0.1", "4000", "http");
  with_user.username = "a";
  EXPECT_TRUE(refusal_of(with_user, policy));
}

}  // namespace
}  // namespace crow::net
