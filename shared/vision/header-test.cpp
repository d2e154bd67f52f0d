#include "shared/vision/header.h"

#include <gtest/gtest.h>

#include "shared/vision/testing.h"

namespace crow::vision {
namespace {

std::string words(std::string_view bytes) {
  const auto header = read_header(bytes);
  if (!header) return std::string(name_of(header.error()));
  return std::string(media_type(header->format)) + " " + std::to_string(header->width) + "x" +
         std::to_string(header->height) + (header->end == bytes.size() ? "" : " and more");
}

TEST(Header, TellsFormatsAndSizesByTheBytes) {
  EXPECT_EQ(words(fixture("shoe.jpg")), "image/jpeg 40x30");
  EXPECT_EQ(words(fixture("progressive.jpg")), "image/jpeg 40x30");
  EXPECT_EQ(words(fixture("rgb.png")), "image/png 40x30");
  EXPECT_EQ(words(fixture("alpha.png")), "image/png 16x16");
  EXPECT_EQ(words(fixture("animated.gif")), "image/gif 16x12");
  EXPECT_EQ(words(fixture("lossy.webp")), "image/webp 40x30");
  EXPECT_EQ(words(fixture("lossless.webp")), "image/webp 40x30");
  EXPECT_EQ(words(fixture("extended.webp")), "image/webp 16x16");
  EXPECT_EQ(words(fixture("orange.bmp")), "image/bmp 10x7");
  EXPECT_EQ(words(fixture("small.avif")), "image/avif 40x30");
}

TEST(Header, ReadsHowAPictureIsTurned) {
  const auto header = read_header(fixture("turned.jpg"));
  ASSERT_TRUE(header);
  EXPECT_EQ(header->orientation, 6);
  EXPECT_EQ(header->shown_width(), 30);
  EXPECT_EQ(header->shown_height(), 40);
}

TEST(Header, RefusesWhatIsNoPicture) {
  EXPECT_EQ(words(""), "empty");
  EXPECT_EQ(words("hello, I am a picture"), "not_an_image");
  EXPECT_EQ(words("BMW makes cars"), "not_an_image");
  EXPECT_EQ(words("%PDF-1.7\n"), "active_content");
  EXPECT_EQ(words("<!DOCTYPE html><img src=x>"), "active_content");
  EXPECT_EQ(words("  <HTML><body></body></HTML>"), "active_content");
  EXPECT_EQ(words("<svg xmlns='http://www.w3.org/2000/svg'/>"), "active_content");
  EXPECT_EQ(words("<?xml version='1.0'?><!-- x --><svg/>"), "active_content");
  EXPECT_EQ(words(std::string("II*\0\x08\0\0\0", 8)), "unsupported");
  EXPECT_EQ(words(std::string("\0\0\0\x18"
                              "ftypheic\0\0\0\0heicmif1",
                              24)),
            "unsupported");
  EXPECT_EQ(words(std::string(kBytesMax + 1, 'x')), "too_large");
}

TEST(Header, RefusesHugePicturesBeforeAnythingIsDecoded) {
  EXPECT_EQ(words(png_header(10'000, 10'000)), "too_many_pixels");
  EXPECT_EQ(words(png_header(4'032, 3'024)), "image/png 4032x3024");
  EXPECT_EQ(words(png_header(20'001, 1)), "too_many_pixels");
  EXPECT_EQ(words(png_header(0, 5)), "broken");
  EXPECT_EQ(words(png_header(0xffffffff, 0xffffffff)), "broken");
  // A header alone is enough.
  EXPECT_EQ(words(png_header(10'000, 10'000).substr(0, 40)), "too_many_pixels");
  std::string jpeg = fixture("shoe.jpg");
  jpeg.replace(jpeg.find("\xff\xc0") + 5, 4, big(30'000, 2) + big(30'000, 2));
  EXPECT_EQ(words(jpeg), "too_many_pixels");
  std::string gif = fixture("animated.gif");
  gif.replace(6, 4, little(65'535, 2) + little(65'535, 2));
  EXPECT_EQ(words(gif), "too_many_pixels");
  std::string bmp = fixture("orange.bmp");
  bmp.replace(18, 4, little(1'000'000'000, 4));
  EXPECT_EQ(words(bmp), "too_many_pixels");
  std::string webp = fixture("extended.webp");
  webp.replace(24, 6, little(16'000'000, 3) + little(16'000'000, 3));
  EXPECT_EQ(words(webp), "too_many_pixels");
}

TEST(Header, KnowsAPictureThatEndsTooEarly) {
  for (const char* name : {"shoe.jpg", "progressive.jpg", "rgb.png", "animated.gif", "lossy.webp",
                           "lossless.webp", "orange.bmp", "small.avif"}) {
    const std::string whole = fixture(name);
    ASSERT_FALSE(whole.empty()) << name;
    for (const std::size_t cut : {whole.size() / 2, whole.size() - 1}) {
      const auto header = read_header(whole.substr(0, cut));
      ASSERT_FALSE(header) << name << " " << cut;
      EXPECT_EQ(name_of(header.error()), "truncated") << name << " " << cut;
    }
  }
}

TEST(Header, RefusesHuffmanTablesThatAreTooLong) {
  std::string jpeg = fixture("shoe.jpg");
  const auto table = jpeg.find("\xff\xc4");
  ASSERT_NE(table, jpeg.npos);
  jpeg.replace(table + 5, 2, "\xff\xff");
  EXPECT_EQ(words(jpeg), "broken");
}

TEST(Header, LeavesBehindWhatFollowsAPicture) {
  EXPECT_EQ(words(fixture("rgb.png") + "padding"), "image/png 40x30 and more");
  EXPECT_EQ(words(fixture("shoe.jpg") + std::string(100, '\0')), "image/jpeg 40x30 and more");
}

TEST(Header, RefusesAPictureThatIsSomethingElseBesides) {
  const std::string png = fixture("rgb.png"), gif = fixture("animated.gif");
  EXPECT_EQ(words(png + "<html><body onload=alert(1)>"), "polyglot");
  EXPECT_EQ(words(png + "%PDF-1.4 1 0 obj"), "polyglot");
  EXPECT_EQ(words(png + "PK\x03\x04"), "polyglot");
  EXPECT_EQ(words(gif + "/*<ScRiPt>alert(1)</script>*/"), "polyglot");
  // In a chunk of text, where it is part of the picture.
  std::string noted = png;
  noted.insert(33, png_chunk("tEXt", std::string("Comment\0<script>alert(1)</script>", 33)));
  EXPECT_EQ(words(noted), "polyglot");
  // A ZIP whose end is the file's, inside of a chunk.
  std::string zipped = png;
  zipped.insert(zipped.size() - 12,
                png_chunk("zIPs", "PK\x05\x06" + std::string(16, '\0') + little(16, 2)));
  EXPECT_EQ(words(zipped), "polyglot");
  // A picture's usual notes are no danger.
  std::string edited = png;
  edited.insert(33, png_chunk("iTXt", "<x:xmpmeta xmlns:x='adobe:ns:meta/'></x:xmpmeta>"));
  EXPECT_EQ(words(edited), "image/png 40x30");
}

}  // namespace
}  // namespace crow::vision
