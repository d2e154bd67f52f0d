#include "workers/interactions/visitor.h"

#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

constexpr std::string_view kAddress = "203.0.113.77";
constexpr std::string_view kAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";

struct Visits : InteractionsWorld {
  // Whom a page's visit is of.
  std::string visit(std::string address, std::string agent = std::string(kAgent),
                    std::string_view by_key = {}) {
    const std::string id = concat("e", ++number);
    Headers headers{{"user-agent", std::move(agent)}};
    if (!address.empty()) headers.emplace_back("cf-connecting-ip", std::move(address));
    const auto reply = send_page(by_key.empty() ? key : by_key, json(Sent{.id = id}), headers);
    EXPECT_EQ(reply.status, 202) << reply.body;
    const Caller& reader = by_key.empty() ? ada : bob;
    return read_body<Interaction>(get_as(reader, "/" + id)).visitorId.value_or("nobody");
  }
  // A write key of Contoso.
  std::string key_of_contoso() {
    const auto reply = send_as(bob, {"POST",
                                     "/api/v1/interactions/write-keys",
                                     {{"content-type", "application/json"}},
                                     R"({"name":"shop"})"});
    return read_body<WriteKey>(reply).key;
  }
  const std::string key = make_key().key;
  int number = 0;
};

TEST(NetworkOf, IsTheFirst24BitsOfIPv4) {
  EXPECT_EQ(network_of("203.0.113.77"), "203.0.113.0");
  EXPECT_EQ(network_of("0.0.0.0"), "0.0.0.0");
  EXPECT_EQ(network_of("255.255.255.255"), "255.255.255.0");
}

TEST(NetworkOf, IsTheFirst48BitsOfIPv6) {
  for (const std::string_view address :
       {"2001:db8:1:2:3:4:5:6", "2001:DB8:1::", "2001:0db8:0001::9", "2001:db8:1:ffff::1"})
    EXPECT_EQ(network_of(address), "2001:db8:1") << address;
  EXPECT_EQ(network_of("2001:db8::1"), "2001:db8:0");
  EXPECT_EQ(network_of("::1"), "0:0:0");
  EXPECT_EQ(network_of("::"), "0:0:0");
  EXPECT_EQ(network_of("2001::5:6:7:8:9:a"), "2001:0:5");
  EXPECT_EQ(network_of("1:2:3:4:5:6:7::"), "1:2:3");
  EXPECT_EQ(network_of("::2:3:4:5:6:7:8"), "0:2:3");
  EXPECT_EQ(network_of("64:ff9b::203.0.113.77"), "64:ff9b:0");
}

TEST(NetworkOf, KnowsIPv4WithinIPv6) {
  for (const std::string_view address : {"::ffff:203.0.113.77", "::FFFF:203.0.113.1",
                                         "::ffff:cb00:7105", "0:0:0:0:0:ffff:cb00:7105"})
    EXPECT_EQ(network_of(address), "203.0.113.0") << address;
}

TEST(NetworkOf, IsEmptyForAnythingElse) {
  for (const std::string_view none : {"",
                                      "unknown",
                                      "203.0.113",
                                      "203.0.113.256",
                                      "203.0.113.77.1",
                                      "...",
                                      "1.2.3.",
                                      "a.b.c.d",
                                      " 1.2.3.4",
                                      "1.2.3.4:80",
                                      "1:2",
                                      ":",
                                      ":::",
                                      "1::2::3",
                                      "1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:8:9",
                                      "12345::",
                                      "g::",
                                      "::1%eth0",
                                      "1:2:3:4:5:6:7:8::",
                                      "1:2:3:4:5:6:7:",
                                      ":1:2:3:4:5:6:7",
                                      "1.2.3.4::",
                                      "::1.2.3.4:5",
                                      "1:2:3:4:5:6:7:1.2.3.4",
                                      "::ffff:1.2.3",
                                      "1.2.3.4, 5.6.7.8"})
    EXPECT_EQ(network_of(none), "") << none;
}

TEST(AnonymousId, IsOneForAVisitorOfADay) {
  Visits world;
  const std::string id = world.visit(std::string(kAddress));
  EXPECT_TRUE(id.starts_with("anon_")) << id;
  EXPECT_EQ(id.size(), 29u);
  EXPECT_EQ(world.visit(std::string(kAddress)), id);
  EXPECT_EQ(world.visit("203.0.113.1"), id);  // Of one network.
  EXPECT_NE(world.visit("203.0.114.77"), id);
  EXPECT_NE(world.visit("2001:db8:1::1"), id);
  EXPECT_NE(world.visit(std::string(kAddress), "another browser"), id);
}

TEST(AnonymousId, IsAnotherOneTheNextDay) {
  Visits world;
  world.now_ms -= world.now_ms % kDay;
  const std::string id = world.visit(std::string(kAddress));
  world.now_ms += kDay - 1;
  EXPECT_EQ(world.visit(std::string(kAddress)), id);
  world.now_ms += 1;
  EXPECT_NE(world.visit(std::string(kAddress)), id);
}

TEST(AnonymousId, IsAnotherOneForAnotherOrganization) {
  Visits world;
  const std::string id = world.visit(std::string(kAddress));
  EXPECT_NE(world.visit(std::string(kAddress), std::string(kAgent), world.key_of_contoso()), id);
}

TEST(AnonymousId, IsNoneWithoutAnAddress) {
  Visits world;
  EXPECT_EQ(world.visit(""), "nobody");
  EXPECT_EQ(world.visit("unknown"), "nobody");
  EXPECT_EQ(world.count("address_salt"), 0);
}

TEST(AnonymousId, LeavesNothingOfTheAddressInTheDatabaseOrTheLog) {
  Visits world;
  for (const std::string address : {"203.0.113.77", "2001:db8:77:1::99", "::ffff:198.51.100.99"})
    world.visit(address);
  world.index();
  for (const std::string_view part : {"203.0.113", "2001:db8", "198.51.100", "db8:77", "203.0"}) {
    EXPECT_EQ(world.where_is(part), "") << part;
    for (const std::string& line : world.log) EXPECT_EQ(line.find(part), std::string::npos) << line;
  }
  EXPECT_EQ(world.where_is("anon_"), "interaction");
}

TEST(AnonymousId, TakesOneQueryMoreOnceADay) {
  Visits world;
  world.visit(std::string(kAddress));
  world.operations.clear();
  world.send_page(world.key, world.json(Sent{.id = "again"}),
                  {{"cf-connecting-ip", std::string(kAddress)}});
  EXPECT_EQ(std::ranges::count(world.operations, "d1.batch"), 1);
}

}  // namespace
}  // namespace crow::interactions
