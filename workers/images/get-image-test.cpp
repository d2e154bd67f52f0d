#include "workers/images/testing.h"

namespace crow::images {
namespace {

using vision::fixture;

// A world with one small and one large picture.
struct Served : Pictures {
  std::string small, large;
  std::string large_bytes;
  Served() {
    large_bytes = vision::bmp_of(vision::paint(800, 600, [](int x, int y) {
      // No byte is zero: a piece that begins with one is a failure of the world outside.
      return vision::Rgb{static_cast<std::uint8_t>(x * 7 | 1), static_cast<std::uint8_t>(y | 1), 9};
    }));
    put("/small.jpg", fixture("shoe.jpg"));
    put("/large.bmp", large_bytes);
    add("shoe", {"/small.jpg", "/large.bmp"});
    work(12);
    small = told["north/shoe"].at(0).key.value;
    large = told["north/shoe"].at(1).key.value;
  }
  Reply image(std::string_view key, Headers headers = {}, std::string method = "GET") {
    return send(
        {std::move(method), concat("/api/v1/products/images/", key), std::move(headers), {}});
  }
};

TEST(GetImage, ServesThePictureToEveryone) {
  Served world;
  const auto reply = world.image(world.small);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, fixture("shoe.jpg"));
  // What the shop called it does not matter.
  EXPECT_EQ(reply.header("content-type"), "image/jpeg");
  EXPECT_EQ(reply.header("etag"), concat('"', world.small, '"'));
  EXPECT_EQ(reply.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
  EXPECT_TRUE(reply.header("content-security-policy").starts_with("default-src 'none'"));
  EXPECT_EQ(reply.header("accept-ranges"), "bytes");
  EXPECT_EQ(world.image(world.small, {{"accept", "image/webp"}}).status, 200);
}

TEST(GetImage, StreamsALargePicture) {
  Served world;
  ASSERT_GT(world.large_bytes.size(), 1'048'576u);
  const auto reply = world.image(world.large);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.size(), world.large_bytes.size());
  EXPECT_TRUE(reply.body == world.large_bytes);
  const auto part = world.image(world.large, {{"range", "bytes=100-1300099"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_TRUE(part.body == world.large_bytes.substr(100, 1'300'000));
}

TEST(GetImage, GivesTheThumbnailWhereItIsShownSmall) {
  Served world;
  const auto reply = world.image(world.large + "?width=320");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "image/jpeg");
  EXPECT_NE(reply.header("etag"), world.image(world.large).header("etag"));
  const auto header = vision::read_header(reply.body);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->width, 320);
  EXPECT_EQ(header->height, 240);
  EXPECT_EQ(world.image(world.large + "?width=100").body, reply.body);
  EXPECT_EQ(world.image(world.large + "?width=321").header("content-type"), "image/bmp");
  // What is small already is its own.
  EXPECT_EQ(world.image(world.small + "?width=320").body, fixture("shoe.jpg"));
  EXPECT_EQ(world.image(world.small + "?width=none").status, 400);
}

TEST(GetImage, SaysWhenTheClientHasItAlready) {
  Served world;
  const std::string tag = concat('"', world.small, '"');
  for (const std::string& header : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto reply = world.image(world.small, {{"if-none-match", header}});
    EXPECT_EQ(reply.status, 304) << header;
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(reply.header("etag"), tag);
    EXPECT_NE(reply.header("cache-control"), "");
  }
  EXPECT_EQ(world.image(world.small, {{"if-none-match", "\"other\""}}).status, 200);
}

TEST(GetImage, GivesParts) {
  Served world;
  const std::string whole = fixture("shoe.jpg"), tag = concat('"', world.small, '"');
  const auto part = world.image(world.small, {{"range", "bytes=10-19"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.substr(10, 10));
  EXPECT_EQ(part.header("content-range"), concat("bytes 10-19/", whole.size()));
  const auto beyond = world.image(world.small, {{"range", "bytes=100000-"}});
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("content-range"), concat("bytes */", whole.size()));
  EXPECT_EQ(world.image(world.small, {{"range", "bytes=-4"}, {"if-range", tag}}).body,
            whole.substr(whole.size() - 4));
  EXPECT_EQ(world.image(world.small, {{"range", "bytes=0-3"}, {"if-range", "\"old\""}}).status,
            200);
}

TEST(GetImage, AnswersHead) {
  Served world;
  const auto reply = world.image(world.small, {}, "HEAD");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(reply.header("content-length"), to_text(std::ssize(fixture("shoe.jpg"))));
  EXPECT_EQ(world.image(world.large, {}, "HEAD").header("content-length"),
            to_text(std::ssize(world.large_bytes)));
}

TEST(GetImage, KnowsNoOtherKeys) {
  Served world;
  EXPECT_EQ(world.image("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").status, 404);
  EXPECT_EQ(world.image(std::string(65, 'a')).status, 404);
  EXPECT_EQ(world.image("a%20b").status, 404);
  EXPECT_EQ(world.image("%2e%2e").status, 404);
  EXPECT_EQ(world.send({"POST", "/api/v1/products/images/" + world.small, {}, {}}).status, 405);
}

}  // namespace
}  // namespace crow::images
