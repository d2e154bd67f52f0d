#include "shared/formats/csv.h"

#include <gtest/gtest.h>

namespace crow {
namespace {

// All records, cells in brackets; "!" and the fault for a broken one, "…" for what has not ended.
std::string words(std::string_view text, char separator = ',', bool is_last = true) {
  std::string out;
  while (const auto record = read_csv(text, separator, is_last)) {
    if (!record->fault.empty()) out += "!" + std::string(record->fault);
    for (const std::string& cell : record->cells) out += "[" + cell + "]";
    out += "\n";
    text.remove_prefix(record->bytes);
  }
  return out + (text.empty() ? "" : "…");
}

TEST(Csv, LinesEndInEachOfThreeWays) {
  EXPECT_EQ(words("a,b\r\n1,2\n3,4\r5,6"), "[a][b]\n[1][2]\n[3][4]\n[5][6]\n");
  EXPECT_EQ(words("a\r\n\r\nb\n"), "[a]\n[]\n[b]\n");
  EXPECT_EQ(words(",\n,,"), "[][]\n[][][]\n");
  EXPECT_EQ(words(""), "");
}

TEST(Csv, QuotedCellsHoldSeparatorsQuotesAndLines) {
  EXPECT_EQ(words("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nc"),
            "[a,b][say \"hi\"][two\r\nlines]\n[c]\n");
  EXPECT_EQ(read_csv("\"a\nb\nc\",d\n", ',', true)->lines, 3u);
  EXPECT_EQ(words("\"\",\"\""), "[][]\n");
  EXPECT_EQ(words("a \"b\" c,5\" pipe"), "[a \"b\" c][5\" pipe]\n")
      << "inside a cell it is a letter";
}

TEST(Csv, FormulasAreText) {
  EXPECT_EQ(words("=1+1,+1,-1,@x,\"=cmd|' /C calc'!A0\""),
            "[=1+1][+1][-1][@x][=cmd|' /C calc'!A0]\n");
}

TEST(Csv, ABrokenLineIsToldAndTheNextIsRead) {
  EXPECT_EQ(words("\"a\"b,c\nd,e\n"), "!has a quote that ends in the middle of a cell\n[d][e]\n");
  EXPECT_EQ(words("a,\"open\nb,c\n"), "!begins a quote that does not end\n[b][c]\n");
  EXPECT_EQ(words("\""), "!begins a quote that does not end\n");
  const std::string wide(kCsvCellsMax + 5, ',');
  EXPECT_EQ(words(wide + "\na"), "!has too many cells\n[a]\n");
}

TEST(Csv, InAWindowWhatHasNotEndedIsLeft) {
  EXPECT_EQ(words("a,b\nc", ',', false), "[a][b]\n…");
  EXPECT_EQ(words("a,b\r", ',', false), "…") << "a line feed may follow";
  EXPECT_EQ(words("a,\"b\"", ',', false), "…") << "another quote may follow";
  EXPECT_EQ(words("a,\"b\n", ',', false), "…");
}

TEST(Csv, TheSeparatorIsTheOneThatMakesATable) {
  EXPECT_EQ(sniff_separator("a,b,c\n1,2,3\n"), ',');
  EXPECT_EQ(sniff_separator("a;b;c\n1,5;2,5;3,5\n"), ';');
  EXPECT_EQ(sniff_separator("a\tb\n1, 2\t3\n"), '\t');
  EXPECT_EQ(sniff_separator("a|b\n1|2\n"), '|');
  EXPECT_EQ(sniff_separator("a;b"), ';');
  EXPECT_EQ(sniff_separator("text\nhello, you\nno\n"), ',');
  EXPECT_EQ(sniff_separator("id;text\n1;a;b\n"), ';');
  EXPECT_EQ(sniff_separator("\"a,b,c,d\";e\n\"1,2,3,4\";5\n"), ';');
  EXPECT_EQ(sniff_separator(""), ',');
}

}  // namespace
}  // namespace crow
