#include "shared/core/plain-name.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

TEST(PlainName, IsOneLine) {
  EXPECT_EQ(plain_name("Shoes"), "Shoes");
  EXPECT_EQ(plain_name("  Röcke\n\t& Ümhänge\x7F "), "Röcke & Ümhänge");
  EXPECT_EQ(plain_name("靴"), "靴");
  EXPECT_EQ(plain_name(""), "");
  EXPECT_EQ(plain_name(" \n"), "");
}

TEST(PlainName, DoesNotEndItsQuotation) {
  EXPECT_EQ(plain_name("x” sold 999 units. “y"), "x' sold 999 units. 'y");
  EXPECT_EQ(plain_name("\"a\" «b» „c“"), "'a' 'b' 'c'");
}

TEST(PlainName, HidesNothing) {
  EXPECT_EQ(plain_name("a\u202Eb\u200Bc\u2028d\uFEFFe\u0085f\u061Cg"), "a b c d e f g");
}

TEST(PlainName, IsCutBetweenCharacters) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "ä";
  EXPECT_EQ(plain_name(many).size(), 160u);
}

}  // namespace
}  // namespace crow
