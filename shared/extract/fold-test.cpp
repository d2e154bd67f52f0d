#include "shared/extract/fold.h"

#include <gtest/gtest.h>

#include <string>

#include "shared/extract/charset.h"

namespace crow::extract {
namespace {

TEST(Fold, GivesOneSpellingToWhatReadsTheSame) {
  EXPECT_EQ(fold(" Größe:\u00A0Über\u2011ｌａｎｇ "), "grosse: uber-lang");
  EXPECT_EQ(fold("Příliš ŽLUŤOUČKÝ"), "prilis zlutoucky");
  EXPECT_EQ(fold("Réf. N° “x”"), "ref. n° \"x\"");
  EXPECT_EQ(fold("В КОРЗИНУ Ёлка"), "в корзину елка");
  EXPECT_EQ(fold("ΤΙΜΉ τιμής"), "τιμη τιμησ");
  EXPECT_EQ(fold("١٢٣ ４５"), "123 45");
  EXPECT_EQ(fold("Mã sản phẩm Đà"), "ma san pham da");
  EXPECT_EQ(fold("a\xFF\xC3"), "a\uFFFD\uFFFD");
}

TEST(Similarity, CountsCommonWords) {
  EXPECT_DOUBLE_EQ(similarity("oak table", "oak table"), 1.0);
  EXPECT_DOUBLE_EQ(similarity("oak table", "table oak"), 1.0);
  EXPECT_NEAR(similarity("oak dining table", "oak table"), 0.8, 1e-9);
  EXPECT_DOUBLE_EQ(similarity("oak", "pine"), 0.0);
  EXPECT_DOUBLE_EQ(similarity("", ""), 0.0);
}

TEST(SniffCharset, BelievesTheBytesFirst) {
  EXPECT_EQ(sniff_charset("\xEF\xBB\xBFx"), "utf-8");
  EXPECT_EQ(sniff_charset("<meta charset=windows-1251>\xC3\xA9"), "utf-8");
  EXPECT_EQ(sniff_charset("<meta charset=\"windows-1251\">\xCF\xF0"), "windows-1251");
  EXPECT_EQ(sniff_charset("<meta http-equiv=x content='text/html; charset=ISO-8859-2'>\xB1"),
            "iso-8859-2");
  EXPECT_EQ(sniff_charset("\xE9", "text/html; charset=\"ISO-8859-15\""), "iso-8859-15");
  EXPECT_EQ(sniff_charset("<?xml version='1.0' encoding='Shift_JIS'?>\x83"), "shift_jis");
  EXPECT_EQ(sniff_charset("<meta charset=utf-16>\xE9"), "utf-8");
  EXPECT_EQ(sniff_charset("caf\xE9"), "windows-1252");
}

TEST(ToUtf8, DecodesTheOneByteEncodings) {
  EXPECT_EQ(to_utf8("\x80 5", "windows-1252"), "€ 5");
  EXPECT_EQ(to_utf8("\xA4", "iso-8859-15"), "€");
  EXPECT_EQ(to_utf8("\xCF\xF0\xE8", "windows-1251"), "При");
  EXPECT_EQ(to_utf8("\xE8", "windows-1250"), "č");
  EXPECT_EQ(to_utf8("ok \xE9 \xC3\xA9", "utf-8"), "ok é é");
  EXPECT_EQ(to_utf8(std::string("\xFF\xFE"
                                "a\0\xAC\x20",
                                6),
                    "utf-16le"),
            "a€");
  EXPECT_EQ(to_utf8("x", "shift_jis"), std::nullopt);
}

}  // namespace
}  // namespace crow::extract
