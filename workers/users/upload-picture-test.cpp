#include "shared/core/time.h"
#include "workers/users/testing.h"

namespace crow::users {
namespace {

using vision::fixture;

TEST(UploadPicture, KeepsASmallJpegAndShowsIt) {
  Portraits world;
  const auto reply = world.upload(world.dan, Portraits::large(1'024, 600));
  const std::string url = world.url(reply);
  EXPECT_TRUE(url.starts_with(
      concat("https://api.crowai.dev/api/v1/users/pictures/", world.dan.user_id, '-')));
  EXPECT_TRUE(world.asked.back().contains(concat(R"("image":")", url, '"')));
  const auto picture = world.fetch(url);
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.header("content-type"), "image/jpeg");
  EXPECT_EQ(picture.header("x-content-type-options"), "nosniff");
  const auto header = vision::read_header(picture.body);
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->width, 512);
  EXPECT_EQ(header->height, 300);
  EXPECT_EQ(world.fetch(url, {{"if-none-match", picture.header("etag")}}).status, 304);
  EXPECT_EQ(world.upload(world.dan, fixture("shoe.jpg"), world.dan.user_id).status, 201);
}

TEST(UploadPicture, DeletesTheOneBefore) {
  Portraits world;
  const std::string first = world.url(world.upload(world.dan, Portraits::large(8, 8)));
  const std::string adas = world.url(world.upload(world.ada, Portraits::large(8, 8)));
  const std::string second = world.url(world.upload(world.dan, Portraits::large(9, 9)));
  EXPECT_NE(first, second);
  EXPECT_EQ(world.fetch(first).status, 404);
  EXPECT_EQ(world.fetch(second).status, 200);
  EXPECT_EQ(world.fetch(adas).status, 200);
  EXPECT_EQ(world.buckets["PICTURES"].size(), 2u);
}

TEST(UploadPicture, OfTwoAtOnceTheOneThatIsShownStays) {
  for (std::size_t ahead = 0; ahead < 12; ++ahead) {
    Portraits world;
    const std::string before = world.url(world.upload(world.dan, Portraits::large(8, 8)));
    const auto first = world.start(world.uploading(world.dan, Portraits::large(9, 9)));
    world.run(ahead);
    const auto second = world.start(world.uploading(world.dan, Portraits::large(10, 10)));
    world.run();
    EXPECT_EQ(world.reply_to(first)->status, 201);
    EXPECT_EQ(world.reply_to(second)->status, 201);
    EXPECT_EQ(world.fetch(*world.images[world.dan.user_id]).status, 200) << ahead;
    EXPECT_EQ(world.buckets["PICTURES"].size(), 1u) << ahead;
  }
}

TEST(UploadPicture, DeletesAfterAnHourWhatAnAttemptThatFailedHasLeft) {
  Portraits world;
  world.start(world.uploading(world.dan, Portraits::large(8, 8)));
  while (world.buckets["PICTURES"].size() == 0) world.run(1);
  world.kill();
  world.upload(world.dan, Portraits::large(8, 8));
  EXPECT_EQ(world.buckets["PICTURES"].size(), 2u) << "it may be about to be shown";
  world.now_ms += 2 * kHour;
  world.upload(world.dan, Portraits::large(8, 8));
  EXPECT_EQ(world.buckets["PICTURES"].size(), 1u);
}

TEST(UploadPicture, GivesTheOnlyAddressThatAProfileTakes) {
  Portraits world;
  const std::string own = world.url(world.upload(world.dan, Portraits::large(8, 8)));
  const std::string adas = world.url(world.upload(world.ada, Portraits::large(8, 8)));
  const auto change = [&](std::string_view value) {
    return refusal_of(
        world.send_as(world.dan, {.method = "PATCH",
                                  .target = "/api/v1/users/me/profile",
                                  .headers = {{"content-type", "application/json"}},
                                  .body = concat(R"({"profilePictureUrl":)", value, '}')}));
  };
  const auto quoted = [](std::string_view text) { return concat('"', text, '"'); };
  EXPECT_TRUE(change(quoted(own)).starts_with("200"));
  for (const std::string& other :
       {adas, own + "x", "http" + own.substr(5), own.substr(0, own.size() - 1) + "!",
        concat("https://api.crowai.dev/api/v1/users/pictures/", world.dan.user_id, '-',
               std::string(32, 'A'))})
    EXPECT_EQ(change(quoted(other)), "400 VALIDATION_ERROR") << other;
  EXPECT_TRUE(change("null").starts_with("200"));
  EXPECT_EQ(world.fetch(own).status, 404);
  EXPECT_EQ(change(quoted(own)), "400 VALIDATION_ERROR");
}

TEST(UploadPicture, RefusesWhatIsNoPictureOfOurs) {
  Portraits world;
  std::string cut = fixture("shoe.jpg");
  cut.resize(cut.size() / 2);
  for (const std::string& bytes :
       {std::string(), std::string("GIF89a"), std::string("<svg xmlns='x'/>"),
        std::string("<script>alert(1)</script>"), cut, fixture("shoe.jpg") + "<script>"}) {
    const auto reply = world.upload(world.dan, bytes);
    if (reply.status == 201) continue;  // What follows a picture is left behind.
    EXPECT_EQ(refusal_of(reply), "400 VALIDATION_ERROR") << bytes.substr(0, 20);
    EXPECT_EQ(fault_of(reply).field, "file");
  }
  // A header alone that promises too many pixels.
  std::string huge = Portraits::large(8, 8);
  huge.replace(18, 8, vision::little(8'000, 4) + vision::little(8'000, 4));
  EXPECT_EQ(refusal_of(world.upload(world.dan, huge)), "400 VALIDATION_ERROR");
  EXPECT_EQ(refusal_of(world.upload(world.dan, std::string(5'000'001, 'x'))),
            "413 PAYLOAD_TOO_LARGE");
  EXPECT_EQ(refusal_of(world.upload(world.dan, "x", "me", R"(name="other")")),
            "400 VALIDATION_ERROR");
  const auto json = world.send_as(world.dan, {.method = "POST",
                                              .target = "/api/v1/users/me/profile-picture",
                                              .headers = {{"content-type", "application/json"}},
                                              .body = "{}"});
  EXPECT_EQ(refusal_of(json), "415 UNSUPPORTED_MEDIA_TYPE");
}

TEST(UploadPicture, IsForThePersonAlone) {
  Portraits world;
  const std::string bytes = Portraits::large(8, 8);
  EXPECT_EQ(refusal_of(world.upload(world.ada, bytes, world.dan.user_id)), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.upload(world.bob, bytes, world.dan.user_id)), "404 NOT_FOUND");
  EXPECT_EQ(world.buckets["PICTURES"].size(), 0u);
  EXPECT_TRUE(world.asked.empty());
}

}  // namespace
}  // namespace crow::users
