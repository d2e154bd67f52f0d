#include <gtest/gtest.h>

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "workers/imports/event.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

// Every record as "line: id" or "line! why", read in windows of this size.
std::string words(std::string_view file, ImportJob::Payload payload, std::size_t window,
                  int* windows = nullptr) {
  ImportPlace& place = payload.place;
  place.size = std::ssize(file);
  std::string out;
  for (int i = 0; i < 10'000; ++i) {
    const auto offset = static_cast<std::size_t>(place.offset);
    const ImportBatch batch =
        read_window(file.substr(offset, window), payload, "s", {1'790'000'000'000}, place);
    std::map<std::int64_t, std::string> lines;
    for (const auto& [line, event] : batch.records)
      lines[line] +=
          concat(line, ": ", std::string_view(event).substr(7, event.find("\",") - 7), "\n");
    for (const auto& [line, id, error] : batch.broken)
      lines[line] += concat(line, "! ", error.message, "\n");
    for (const auto& [line, text] : lines) out += text;
    if (windows) ++*windows;
    if (batch.is_done) return out;
    if (place.offset == static_cast<std::int64_t>(offset)) return out + "stuck";
  }
  return out + "endless";
}

TEST(ImportWindow, LinesAreTheSameWhateverTheWindow) {
  World world;
  const std::string file = "{\"id\":\"a\"}\r\n\n{\"id\":\"b\"}\nnonsense\n  \n{\"id\":\"c\"}";
  for (const std::size_t window : {20, 33, 1'000})
    EXPECT_EQ(words(file, {.format = ImportFormat::jsonl}, window),
              "1: a\n3: b\n4! The body must be JSON; at byte 1: Invalid value.\n6: c\n")
        << window;
}

TEST(ImportWindow, ALineThatIsTooLongIsToldAndTheNextIsRead) {
  World world;
  const std::string file =
      concat("{\"id\":\"a\"}\n{\"text\":\"", std::string(300'000, 'x'), "\"}\n{\"id\":\"b\"}\n");
  EXPECT_EQ(words(file, {.format = ImportFormat::jsonl}, 100'000),
            "1: a\n2! The record is longer than 65536 bytes.\n3: b\n");
  EXPECT_EQ(words(std::string(500'000, '{'), {.format = ImportFormat::jsonl}, 100'000),
            "1! The record is longer than 65536 bytes.\n");
}

TEST(ImportWindow, FiveHundredRecordsAreAWindowsFill) {
  World world;
  std::string file;
  for (int i = 0; i < 1'200; ++i) file += concat("{\"id\":\"e", i, "\"}\n");
  int windows = 0;
  const std::string out = words(file, {.format = ImportFormat::jsonl}, 1 << 20, &windows);
  EXPECT_EQ(windows, 3);
  EXPECT_EQ(std::ranges::count(out, '\n'), 1'200);
  EXPECT_TRUE(out.ends_with("1200: e1199\n"));
}

TEST(ImportWindow, RecordsOfATableCountTheirLines) {
  World world;
  ImportJob::Payload payload{.format = ImportFormat::csv};
  payload.place.separator = ";";
  payload.place.columns = {"id", "text"};
  payload.place.line = 2;
  const std::string file = "a;\"two\nlines\"\nb;\"bro\"ken\nc;\"open\nd;1\n\ne;1;2\nf;2\n";
  for (const std::size_t window : {40, 1'000})
    EXPECT_EQ(words(file, payload, window),
              "2: a\n4! The record has a quote that ends in the middle of a cell.\n"
              "5! The record begins a quote that does not end.\n6: d\n"
              "8! The record has 3 cells, the header 2.\n9: f\n")
        << window;
  const std::string endless = concat("\"", std::string(200'000, 'x'), "\nb;2\n");
  EXPECT_EQ(words(endless, payload, 90'000), "2! The record is longer than 65536 bytes.\n3: b\n");
}

TEST(ImportWindow, CellsFitTheHeaderOrAreTold) {
  World world;
  ImportJob::Payload payload{.format = ImportFormat::csv};
  payload.place.columns = {"id", "text"};
  EXPECT_EQ(words("a\nb,b\nc,c,,\nd,d,d\ne,\xff\n", payload, 1'000),
            "1: a\n2: b\n3: c\n4! The record has 3 cells, the header 2.\n"
            "5! The record holds bytes that are not in its charset.\n");
  EXPECT_EQ(columns_of({"a", "", "a", "a_2", "\xff"}),
            (std::vector<std::string>{"a", "column2", "a_2", "a_2_2", "column5"}));
}

TEST(ImportWindow, AnItemThatIsTooLongIsToldAndTheNextIsRead) {
  World world;
  const std::string text =
      concat("\n<item><guid>a</guid></item>\n<item><description>", std::string(30'000, 'x'),
             "</description></item>\n<item><guid>b</guid></item>\n</rss>");
  const std::string out = words(text, {.format = ImportFormat::rss}, 10'000);
  EXPECT_TRUE(out.starts_with("2: imp_")) << out;
  EXPECT_TRUE(out.contains("3! The item is longer than 10000 bytes.\n4: imp_")) << out;
}

TEST(ImportWindow, WhatIsNoXmlEndsTheFeed) {
  World world;
  const std::string out =
      words("<item><guid>a</guid></item>\n<!DOCTYPE x>\n<item><guid>b</guid></item>",
            {.format = ImportFormat::rss}, 1'000);
  EXPECT_TRUE(out.ends_with("2! The feed declares a document type, which is refused.\n")) << out;
}

TEST(ImportWindow, AnEmptyFileIsDone) {
  World world;
  for (const ImportFormat format : {ImportFormat::jsonl, ImportFormat::csv, ImportFormat::rss})
    EXPECT_EQ(words("", {.format = format}, 100), "");
}

}  // namespace
}  // namespace crow::imports
