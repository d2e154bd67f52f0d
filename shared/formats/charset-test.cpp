#include "shared/formats/charset.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

TEST(Charset, IsWhatIsSaidFirst) {
  EXPECT_EQ(charset_of("\xef\xbb\xbf"
                       "a",
                       "text/csv; charset=latin1"),
            "utf-8");
  EXPECT_EQ(charset_of(std::string_view("\xff\xfe"
                                        "a\0",
                                        4),
                       ""),
            "utf-16le");
  EXPECT_EQ(charset_of(std::string_view("\xfe\xff\0a", 4), ""), "utf-16be");
  EXPECT_EQ(charset_of("<?xml version='1.0' encoding='iso-8859-1'?>", "text/xml; charset=UTF8"),
            "utf-8");
  EXPECT_EQ(charset_of("<?xml version='1.0' encoding=\"ISO-8859-15\"?>", "text/xml"),
            "iso-8859-15");
  EXPECT_EQ(charset_of("a", "text/csv; charset=\"Windows-1251\""), "windows-1251");
  EXPECT_EQ(charset_of("<?xml version='1.0'?><a encoding='x'/>", ""), "utf-8");
}

TEST(Charset, WithoutAWordItIsUtf8OrElseWindows1252) {
  EXPECT_EQ(charset_of("", ""), "utf-8");
  EXPECT_EQ(charset_of("gr\xc3\xbc\xc3\x9f", ""), "utf-8");
  EXPECT_EQ(charset_of("gr\xc3\xbc\xc3", ""), "utf-8") << "the end is cut off there";
  EXPECT_EQ(charset_of("gr\xfc\xdf e", ""), "windows-1252");
  EXPECT_EQ(charset_of("gr\xfc\xdf e", "text/csv; charset=us-ascii"), "windows-1252");
}

TEST(Charset, AMarkOfUtf8IsThreeBytes) {
  EXPECT_EQ(mark_of_utf8("\xef\xbb\xbf"
                         "a"),
            3u);
  EXPECT_EQ(mark_of_utf8("a"), 0u);
}

}  // namespace
}  // namespace crow
