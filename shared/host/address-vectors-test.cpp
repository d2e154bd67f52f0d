// The vectors of shared/net/vectors.json through a real URL parser.
// wasm-tests/kernel/fetch.test.mjs sends the same ones through the whole path in workerd.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/host/url.h"
#include "shared/json/read.h"

namespace crow {
namespace {

struct Group {
  std::string what;
  std::vector<std::string> urls;
  static constexpr auto fields =
      describe(field<&Group::what>("what", ""), field<&Group::urls>("urls", ""));
};
struct Vectors {
  std::vector<Group> refused;
  std::vector<std::string> allowed;
  static constexpr auto fields =
      describe(field<&Vectors::refused>("refused", ""), field<&Vectors::allowed>("allowed", ""));
};

Vectors read_vectors() {
  std::ifstream file("shared/net/vectors.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto vectors = json::read<Vectors>(text);
  return vectors ? std::move(*vectors) : Vectors{};
}

// The port is allowed, so that it is never the reason.
std::string with_port(std::string url) {
  constexpr std::string_view kPlace = ":{port}";
  for (auto at = url.find(kPlace); at != url.npos; at = url.find(kPlace))
    url.replace(at, kPlace.size(), ":8099");
  return url;
}
const net::Policy kPolicy{.ports = {8099}, .own_names = {"crowai.dev"}};

TEST(AddressVectors, EachThatMustNotBeFetchedIsRefused) {
  World world;
  std::size_t count = 0;
  for (const Group& group : read_vectors().refused)
    for (const std::string& vector : group.urls) {
      ++count;
      const auto url = parse_url(with_port(vector));
      EXPECT_TRUE(!url || net::refusal_of(*url, kPolicy)) << group.what << ": " << vector;
    }
  EXPECT_GE(count, 240u);
}

TEST(AddressVectors, EachIsRefusedAsARelativeAddressToo) {
  World world;
  // Only those that name a host of their own: the others are paths of the page that redirects.
  for (const Group& group : read_vectors().refused)
    for (const std::string& vector : group.urls) {
      const auto url = parse_url(with_port(vector), "https://shop.example/a/b");
      if (!url || url->host == "shop.example") continue;
      EXPECT_TRUE(net::refusal_of(*url, kPolicy)) << group.what << ": " << vector;
    }
}

TEST(AddressVectors, WhatIsPublicIsAllowed) {
  World world;
  const Vectors vectors = read_vectors();
  EXPECT_GE(vectors.allowed.size(), 30u);
  for (const std::string& vector : vectors.allowed) {
    const auto url = parse_url(vector);
    ASSERT_TRUE(url) << vector;
    EXPECT_EQ(net::refusal_of(*url, kPolicy), std::nullopt) << vector;
  }
}

TEST(AddressVectors, ATextThatIsTooLongOrHoldsANulIsNoUrl) {
  World world;
  EXPECT_FALSE(parse_url("https://shop.example/" + std::string(net::kUrlBytesMax, 'a')));
  EXPECT_FALSE(parse_url(std::string_view("https://shop.example/\0", 22)));
  EXPECT_FALSE(parse_url("https://shop.example/\xff"));
}

}  // namespace
}  // namespace crow
