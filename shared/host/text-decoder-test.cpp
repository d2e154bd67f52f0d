#include "shared/host/text-decoder.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow {
namespace {

Task<std::string> decode_all(std::string label, std::string bytes, std::size_t piece) {
  TextDecoder decoder(Host(1), label);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    out += co_await decoder.decode(std::string_view(bytes).substr(at, piece), false);
  out += co_await decoder.decode({}, true);
  co_return out;
}

std::string words(World& world, std::string label, std::string bytes, std::size_t piece = 1) {
  std::string out;
  const Root root =
      run(decode_all(std::move(label), std::move(bytes), piece), [&](Result<std::string> result) {
        out = result ? *result : concat("! ", result.error().message);
      });
  world.run();
  return out;
}

TEST(TextDecoder, DecodesInPieces) {
  World world;
  EXPECT_EQ(words(world, "windows-1252", "5 \x80"), "5 \u20ac");
  EXPECT_EQ(words(world, "iso-8859-15", "\xa4"), "\u20ac");
  EXPECT_EQ(words(world, "windows-1251", "\xcf\xf0"), "\u041f\u0440");
  EXPECT_EQ(words(world, "utf-16le", std::string("a\0\xe4\0", 4)), "a\u00e4");
  EXPECT_EQ(words(world, "shift_jis", "\x83\x65"), "\u30c6");
}

TEST(TextDecoder, ACharsetThatNobodyKnowsIsTheClientsError) {
  World world;
  EXPECT_EQ(words(world, "klingon", "x"), "! The text is in a charset that is not known.");
}

}  // namespace
}  // namespace crow
