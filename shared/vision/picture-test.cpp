#include "shared/vision/picture.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "shared/vision/resize.h"
#include "shared/vision/testing.h"

namespace crow::vision {
namespace {

constexpr Rgb kWhite{255, 255, 255}, kRed{200, 30, 40}, kBlue{30, 60, 200};

Picture look(std::string_view bytes) {
  auto picture = look_at(bytes);
  EXPECT_TRUE(picture) << (picture ? "" : name_of(picture.error()));
  return picture ? std::move(*picture) : Picture{};
}

// A thing of a colour on a white ground, with a stripe of another.
Pixels thing(int width, int height, Rgb colour, Rgb stripe) {
  return paint(width, height, [&](int x, int y) {
    const double u = static_cast<double>(x) / width, v = static_cast<double>(y) / height;
    if (u < 0.2 || u > 0.8 || v < 0.3 || v > 0.75) return kWhite;
    return v > 0.6 ? stripe : colour;
  });
}

TEST(Picture, IsSeenWhereItsFormatCanBeDecoded) {
  for (const char* name :
       {"shoe.jpg", "progressive.jpg", "rgb.png", "alpha.png", "animated.gif", "orange.bmp"})
    EXPECT_TRUE(look(fixture(name)).sight) << name;
  for (const char* name : {"lossy.webp", "lossless.webp", "small.avif"})
    EXPECT_FALSE(look(fixture(name)).sight) << name;
}

TEST(Picture, ThatIsSmallIsItsOwnThumbnail) {
  const Picture picture = look(fixture("shoe.jpg"));
  ASSERT_TRUE(picture.sight);
  EXPECT_EQ(picture.sight->thumbnail, "");
  EXPECT_EQ(picture.sight->thumbnail_width, 40);
}

TEST(Picture, HasAThumbnailThatLooksTheSame) {
  const std::string large = bmp_of(thing(900, 600, kRed, kBlue));
  const Picture picture = look(large);
  ASSERT_TRUE(picture.sight);
  EXPECT_EQ(picture.sight->thumbnail_width, 320);
  EXPECT_EQ(picture.sight->thumbnail_height, 213);
  const Picture small = look(picture.sight->thumbnail);
  EXPECT_EQ(small.header.format, Format::jpeg);
  EXPECT_EQ(small.header.width, 320);
  ASSERT_TRUE(small.sight);
  EXPECT_LE(hamming_distance(small.sight->looks.look, picture.sight->looks.look), 1);
  EXPECT_TRUE(look_the_same(small.sight->looks, picture.sight->looks));
}

TEST(Picture, IsSeenAsExifTurnsIt) {
  const Picture upright = look(fixture("shoe.jpg")), turned = look(fixture("turned.jpg"));
  ASSERT_TRUE(turned.sight);
  EXPECT_EQ(turned.sight->thumbnail_width, 30);
  EXPECT_EQ(turned.sight->thumbnail_height, 40);
  EXPECT_FALSE(look_the_same(upright.sight->looks, turned.sight->looks));
  // 1 2 3     4 1
  // 4 5 6  →  5 2
  //           6 3
  Pixels six =
      paint(3, 2, [](int x, int y) { return Rgb{static_cast<std::uint8_t>(y * 3 + x + 1), 0, 0}; });
  const auto read = [](const Pixels& pixels) {
    std::string out;
    for (std::size_t i = 0; i < pixels.rgb.size(); i += 3)
      out += static_cast<char>('0' + pixels.rgb[i]);
    return out;
  };
  EXPECT_EQ(read(turn(six, 1)), "123456");
  EXPECT_EQ(read(turn(six, 2)), "321654");
  EXPECT_EQ(read(turn(six, 3)), "654321");
  EXPECT_EQ(read(turn(six, 4)), "456123");
  EXPECT_EQ(read(turn(six, 5)), "142536");
  EXPECT_EQ(read(turn(six, 6)), "415263");
  EXPECT_EQ(read(turn(six, 7)), "635241");
  EXPECT_EQ(read(turn(six, 8)), "362514");
}

TEST(Picture, ThatIsBrokenInsideIsRefused) {
  EXPECT_EQ(look_at(png_header(8, 8)).error(), Refusal::broken);
  std::string png = fixture("rgb.png");
  const auto data = png.find("IDAT");
  png[data + 6] = '\x7f';
  EXPECT_FALSE(look_at(png));
}

TEST(Resize, KeepsTheMeanLight) {
  const Pixels board = paint(8, 8, [](int x, int y) { return (x + y) % 2 ? kWhite : Rgb{}; });
  const Pixels one = resize(board, 1, 1);
  EXPECT_EQ(one.rgb[0], 188);  // Half the light is no half of the number.
  const Pixels same = resize(board, 8, 8);
  EXPECT_EQ(same.rgb, board.rgb);
  const Pixels larger = resize(board, 16, 16);
  EXPECT_EQ(larger.at(0, 0)[0], 0);
  EXPECT_EQ(larger.at(2, 0)[0], 255);
  const Pixels odd = resize(paint(7, 5, [](int, int) { return kRed; }), 3, 2);
  for (std::size_t i = 0; i < odd.rgb.size(); i += 3) EXPECT_EQ(odd.rgb[i], kRed.red);
}

TEST(Resize, PutsWhatIsTransparentOnWhite) {
  const Picture picture = look(fixture("alpha.png"));
  ASSERT_TRUE(picture.sight);
  EXPECT_EQ(picture.sight->looks.fields[0], kWhite);
  EXPECT_EQ(names_of(picture.sight->colours), std::vector<std::string>{"red"});
}

TEST(Likeness, FindsCopiesAndTellsOthersApart) {
  const Looks shoe = looks_of(thing(900, 600, kRed, kBlue));
  EXPECT_TRUE(look_the_same(shoe, looks_of(thing(300, 200, kRed, kBlue))));
  EXPECT_TRUE(look_the_same(shoe, looks_of(thing(451, 299, kRed, kBlue))));
  // The same thing in another colour is another picture, though its shape is the same.
  EXPECT_FALSE(look_the_same(shoe, looks_of(thing(900, 600, kBlue, kRed))));
  const auto plain = [](Rgb colour) {
    return looks_of(paint(20, 20, [&](int, int) { return colour; }));
  };
  EXPECT_FALSE(look_the_same(plain(kRed), plain(kBlue)));
  EXPECT_TRUE(look_the_same(plain(kRed), plain({202, 31, 40})));
}

TEST(Colour, IsLabAsCieHasIt) {
  // Reference values of the CSS Color 4 conversion, to a tenth (D65).
  const auto near = [](Rgb rgb, float l, float a, float b) {
    const Lab lab = to_lab(rgb);
    EXPECT_NEAR(lab.lightness, l, 0.1f);
    EXPECT_NEAR(lab.a, a, 0.1f);
    EXPECT_NEAR(lab.b, b, 0.1f);
  };
  near({255, 255, 255}, 100.0f, 0.0f, 0.0f);
  near({0, 0, 0}, 0.0f, 0.0f, 0.0f);
  near({255, 0, 0}, 53.24f, 80.09f, 67.20f);
  near({0, 255, 0}, 87.73f, -86.18f, 83.18f);
  near({0, 0, 255}, 32.30f, 79.19f, -107.86f);
  for (int red = 0; red < 256; red += 15)
    for (int green = 0; green < 256; green += 15)
      for (int blue = 0; blue < 256; blue += 15) {
        const Rgb rgb{static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                      static_cast<std::uint8_t>(blue)};
        const Rgb back = to_rgb(to_lab(rgb));
        ASSERT_LE(
            std::abs(back.red - red) + std::abs(back.green - green) + std::abs(back.blue - blue),
            1);
      }
  EXPECT_EQ(to_hex(kRed), "#c81e28");
  EXPECT_EQ(parse_hex("#c81e28"), kRed);
  EXPECT_EQ(parse_hex("red"), Rgb{});
}

TEST(Colour, HasOneOfElevenNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"#000000", "black"},  {"#1a1a1a", "black"},  {"#ffffff", "white"}, {"#f4f4f4", "white"},
      {"#808080", "grey"},   {"#b0b0b0", "grey"},   {"#c81e28", "red"},   {"#7a0f14", "red"},
      {"#ff8800", "orange"}, {"#ffe600", "yellow"}, {"#1f8a3b", "green"}, {"#a8e6a1", "green"},
      {"#1e3cc8", "blue"},   {"#1c2f6b", "blue"},   {"#8ec9f0", "blue"},  {"#6a1b9a", "purple"},
      {"#ff9ebb", "pink"},   {"#6b4423", "brown"},  {"#c8a165", "brown"},
  };
  for (const auto& [hex, name] : cases) EXPECT_EQ(basic_name(parse_hex(hex)), name) << hex;
}

TEST(Colours, AreThoseOfTheThingAndNotOfItsBackground) {
  const auto colours = dominant_colours(thing(300, 200, kRed, kBlue));
  ASSERT_EQ(colours.size(), 2u);
  EXPECT_EQ(names_of(colours), (std::vector<std::string>{"red", "blue"}));
  EXPECT_NEAR(colours[0].share, 2.0 / 3, 0.05);
  EXPECT_LT(distance(to_lab(colours[0].colour), to_lab(kRed)), 5.0f);
}

TEST(Colours, AreTheBackgroundWhereThereIsNothingElse) {
  const auto colours = dominant_colours(paint(30, 30, [](int, int) { return kBlue; }));
  ASSERT_EQ(colours.size(), 1u);
  EXPECT_EQ(to_hex(colours[0].colour), to_hex(kBlue));
  EXPECT_EQ(colours[0].share, 1.0);
}

TEST(Colours, AreTheSameEachTime) {
  const Pixels noise = paint(90, 70, [](int x, int y) {
    const auto h = static_cast<std::uint32_t>(x * 7919 + y * 104729) * 2654435761u;
    return Rgb{static_cast<std::uint8_t>(h >> 24), static_cast<std::uint8_t>(h >> 16 & 255),
               static_cast<std::uint8_t>(h >> 8 & 255)};
  });
  const auto once = dominant_colours(noise), again = dominant_colours(noise);
  ASSERT_EQ(once.size(), again.size());
  for (std::size_t i = 0; i < once.size(); ++i) EXPECT_EQ(once[i].colour, again[i].colour);
}

}  // namespace
}  // namespace crow::vision
