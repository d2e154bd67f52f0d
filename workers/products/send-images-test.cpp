#include "workers/products/send-images.h"

#include <gtest/gtest.h>

#include "shared/contracts/images.h"
#include "shared/json/read.h"
#include "workers/products/testing.h"

namespace crow::products {
namespace {

struct SendingWorld : ProductsWorld {
  std::vector<images::AddImages::Input> sent;
  bool is_away = false;
  SendingWorld() {
    set_neighbour("IMAGES", [this](const Message& message) {
      if (is_away) return Reply{503, {}, "{}"};
      EXPECT_EQ(message.target, images::AddImages::operation.path);
      auto input = json::read<images::AddImages::Input>(message.body);
      EXPECT_TRUE(input) << message.body;
      if (input) sent.push_back(std::move(*input));
      return Reply{200, {}, R"({"isQueued":true})"};
    });
  }
  void work(int turns = 5) {
    for (int i = 0; i < turns; ++i) {
      wake();
      run();
      now_ms += 60'000;
    }
  }
};

std::string pictures(std::string_view name) {
  return concat(R"("images":[{"url":"https://shop.example/)", name, R"(.jpg","alt":"A shoe"}])");
}

TEST(SendImages, SendsWhatACrawlBringsOnce) {
  SendingWorld world;
  EXPECT_EQ(world
                .upsert(world.northwind,
                        {{.name = "Red shoes", .more = pictures("red")}, {.name = "No picture"}})
                .status,
            200);
  world.work();
  ASSERT_EQ(world.sent.size(), 1u);
  EXPECT_EQ(world.sent[0].organizationId.value, world.northwind);
  EXPECT_EQ(world.sent[0].name.value, "Red shoes");
  ASSERT_EQ(world.sent[0].images.value.size(), 1u);
  EXPECT_EQ(world.sent[0].images.value[0].url.value, "https://shop.example/red.jpg");
  EXPECT_EQ(world.sent[0].images.value[0].alt->value, "A shoe");
  // The same again, or at another price, brings no image that is new.
  world.upsert(world.northwind, {{.name = "Red shoes", .more = pictures("red")}});
  world.upsert(world.northwind, {{.name = "Red shoes", .price = "9.99", .more = pictures("red")}});
  world.work();
  EXPECT_EQ(world.sent.size(), 1u);
  world.upsert(world.northwind, {{.name = "Red shoes", .more = pictures("other")}});
  world.work();
  ASSERT_EQ(world.sent.size(), 2u);
  EXPECT_EQ(world.sent[1].productId.value, world.sent[0].productId.value);
  EXPECT_EQ(world.sent[1].images.value[0].url.value, "https://shop.example/other.jpg");
}

TEST(SendImages, SaysThatADeletedProductHasNoneAndThatARevivedOneHas) {
  SendingWorld world;
  const std::string id = world.add(world.northwind, {{.more = pictures("red")}})[0];
  world.work();
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", id)).status, 204);
  world.work();
  ASSERT_EQ(world.sent.size(), 2u);
  EXPECT_EQ(world.sent[1].productId.value, id);
  EXPECT_TRUE(world.sent[1].images.value.empty());
  const auto made =
      world.send_as(world.ada, "POST", "",
                    concat(R"({"name":"Red shoes","url":"https://shop.example/Red-shoes",)",
                           pictures("red"), '}'));
  ASSERT_EQ(made.status, 201) << made.body;
  world.work();
  ASSERT_EQ(world.sent.size(), 3u);
  EXPECT_EQ(world.sent[2].productId.value, id);
  EXPECT_EQ(world.sent[2].images.value.size(), 1u);
}

TEST(SendImages, LosesNoneWhileImagesIsAway) {
  SendingWorld world;
  world.is_away = true;
  std::vector<Shop> all;
  for (int i = 0; i < 45; ++i)
    all.push_back({.name = concat("Shoe ", i), .more = pictures(to_text(i))});
  EXPECT_EQ(world.upsert(world.contoso, all).status, 200);
  world.work(2);
  EXPECT_EQ(world.sent.size(), 0u);
  world.is_away = false;
  world.work();
  EXPECT_EQ(world.sent.size(), 45u);
}

TEST(SendImages, SendsAtMostAsManyAsImagesTakes) {
  SendingWorld world;
  std::string list;
  for (int i = 0; i < 30; ++i)
    list += concat(i ? "," : "", R"({"url":"https://shop.example/)", i, R"(.jpg"})");
  world.upsert(world.northwind, {{.name = "Many", .more = concat(R"("images":[)", list, ']')}});
  world.work();
  ASSERT_EQ(world.sent.size(), 1u);
  EXPECT_EQ(world.sent[0].images.value.size(), images::kImagesMax);
}

}  // namespace
}  // namespace crow::products
