#include "shared/formats/records.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow {
namespace {

// The records of a text read by windows of a length: "line:text" or "line!" for a broken one.
std::string lines(std::string_view text, std::size_t window, bool is_table = false) {
  RecordPlace place;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view part = text.substr(at, window);
    RecordReader reader(part, at + part.size() == text.size(), place);
    for (;;) {
      auto record = is_table ? reader.next_row(',') : reader.next_line();
      if (!record) break;
      out += concat(out.empty() ? "" : " ", record->line);
      if (!record->fault.empty()) {
        out += '!';
        continue;
      }
      out += ':';
      out += record->text;
      for (const std::string& cell : record->cells) out += concat('[', cell, ']');
    }
    if (reader.bytes() == 0 && !reader.is_done()) return out + " stuck";
    at += reader.bytes();
  }
  return out;
}

TEST(Records, AreLinesThatAreNotBlank) {
  EXPECT_EQ(lines("a\r\n\n  \nb\nc", 100), "1:a 4:b 5:c");
  EXPECT_EQ(lines("", 100), "");
}

TEST(Records, GoOnInTheNextWindow) {
  EXPECT_EQ(lines("aaaa\nbbbb\ncccc\n", 7), "1:aaaa 2:bbbb 3:cccc");
}

TEST(Records, OfATableMaySpanLines) {
  EXPECT_EQ(lines("a,b\n\"x\ny\",z\nc,d\n", 100, true), "1:[a][b] 2:[x\ny][z] 4:[c][d]");
}

TEST(Records, ThatAreTooLongAreToldOnceAndPassedOver) {
  const std::string text = concat("a\n", std::string(200'000, 'x'), "\nb\n");
  EXPECT_EQ(lines(text, 70'000), "1:a 2! 3:b");
  EXPECT_EQ(lines(text, 70'000, true), "1:[a] 2! 3:[b]");
}

}  // namespace
}  // namespace crow
