#include "workers/images/range.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::images {
namespace {

std::string words(std::string_view header) {
  const Range range = read_range(header, 1'000);
  if (range.kind == Range::Kind::whole) return "whole";
  if (range.kind == Range::Kind::unsatisfiable) return "unsatisfiable";
  return concat(range.offset, '+', range.length);
}

TEST(Range, IsReadAsRfc9110Says) {
  EXPECT_EQ(words("bytes=0-0"), "0+1");
  EXPECT_EQ(words("bytes=0-499"), "0+500");
  EXPECT_EQ(words("Bytes = 500-"), "500+500");
  EXPECT_EQ(words("bytes=-300"), "700+300");
  EXPECT_EQ(words("bytes=-3000"), "0+1000");
  EXPECT_EQ(words("bytes=990-5000"), "990+10");
  EXPECT_EQ(words("bytes=1000-"), "unsatisfiable");
  EXPECT_EQ(words("bytes=99999999999999999999-"), "unsatisfiable");
  EXPECT_EQ(words("bytes=-0"), "unsatisfiable");
  for (const char* bad : {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b",
                          "bytes=1-2,4-5", "items=0-1", "bytes=+1-2", "bytes=1"})
    EXPECT_EQ(words(bad), "whole") << bad;
}

TEST(NamesTag, ComparesStronglyUnlessToldOtherwise) {
  EXPECT_TRUE(names_tag(R"("a")", R"("a")", false));
  EXPECT_TRUE(names_tag(R"("b" , "a")", R"("a")", false));
  EXPECT_TRUE(names_tag("*", R"("a")", false));
  EXPECT_TRUE(names_tag(R"(W/"a")", R"("a")", true));
  EXPECT_FALSE(names_tag(R"(W/"a")", R"("a")", false));
  EXPECT_FALSE(names_tag(R"("ab")", R"("a")", true));
  EXPECT_FALSE(names_tag("", R"("a")", true));
}

}  // namespace
}  // namespace crow::images
