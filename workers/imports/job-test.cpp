#include "workers/imports/job.h"

#include "workers/imports/testing.h"

namespace crow::imports {
namespace {

constexpr std::string_view kWhen = R"("timestamp":"2026-09-01T00:00:00Z")";

std::string post_line(int number) {
  return concat(R"({"id":"p)", number, R"(","text":"post )", number, "\",", kWhen, "}\n");
}

TEST(ImportJob, TakesInLinesAndTellsOfThoseItDoesNot) {
  Imports world;
  const std::string file =
      concat(post_line(1), R"({"id":"e1","sourceType":"web","type":"page_view",)", kWhen, "}\n",
             post_line(1), "nonsense\n", R"({"id":"p2","text":"no time"})", "\n");
  const std::string id = Imports::id_in(world.upload(file));
  world.work();
  const ImportWithReports import = world.look(id);
  EXPECT_EQ(Imports::words(import.import), "completed 5/2/1/2");
  EXPECT_EQ(import.import.percent, 100);
  EXPECT_EQ(import.import.format, ImportFormat::jsonl);
  EXPECT_TRUE(import.import.finishedAt.has_value());
  const auto reports = Imports::reports(import);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].line, 4);
  EXPECT_EQ(reports[0].id, std::nullopt);
  EXPECT_EQ(reports[1].line, 5);
  EXPECT_EQ(reports[1].id, "p2");
  EXPECT_TRUE(reports[1].error.text.contains("timestamp")) << reports[1].error.text;
  EXPECT_EQ(world.interactions.stored, "mention post 1\npage_view \n");
  EXPECT_EQ(world.files().size(), 0u) << "the file is gone when it is taken in";
}

TEST(ImportJob, TheSameFileTwiceAddsNothing) {
  Imports world;
  const std::string file = "network,text,date\nx,hello,2026-09-01\nx,again,2026-09-02\n";
  EXPECT_EQ(world.end_of(world.upload(file)), "completed 2/2/0/0");
  EXPECT_EQ(world.end_of(world.upload(file)), "completed 2/0/2/0");
}

TEST(ImportJob, OnlyAHundredReportsAreKeptAndAllAreCounted) {
  Imports world;
  std::string file;
  for (int i = 0; i < 1'300; ++i) file += "nonsense\n";
  const std::string id = Imports::id_in(world.upload(file + post_line(1), {{"format", "jsonl"}}));
  world.work();
  const ImportWithReports import = world.look(id);
  EXPECT_EQ(Imports::words(import.import), "completed 1301/1/0/1300");
  const auto reports = Imports::reports(import);
  EXPECT_EQ(reports.size(), 100u);
  EXPECT_EQ(reports.back().line, 100);
}

TEST(ImportJob, RecordsOfOneLineAreReportedEachAndOnce) {
  std::string feed = "<rss><channel>";
  for (int i = 0; i < 5; ++i) feed += "<item><title>A</b></title></item>";
  feed += "<item><guid>g</guid><title>T</title></item></channel></rss>";
  for (std::size_t dies_after = 1; dies_after < 12; ++dies_after)
    for (const bool is_done : {false, true}) {
      Imports world;
      const std::string id = Imports::id_in(world.upload(feed));
      world.wake();
      world.run(dies_after);
      world.kill(is_done);
      world.now_ms += kMinute;
      world.work();
      const ImportWithReports import = world.look(id);
      EXPECT_EQ(Imports::words(import.import), "completed 6/1/0/5");
      EXPECT_EQ(Imports::reports(import).size(), 5u) << dies_after << is_done;
    }
}

TEST(ImportJob, AProcessThatDiesAnywhereLosesNothingAndDoublesNothing) {
  std::string file;
  for (int i = 0; i < 1'100; ++i) file += post_line(i);
  file += post_line(5);
  for (std::size_t dies_after = 1; dies_after < 16; ++dies_after)
    for (const bool is_done : {false, true}) {
      Imports world;
      const std::string id = Imports::id_in(world.upload(file));
      world.wake();
      world.run(dies_after);
      world.kill(is_done);
      world.now_ms += kMinute;
      world.work();
      EXPECT_EQ(Imports::words(world.look(id).import), "completed 1101/1100/1/0")
          << dies_after << is_done;
    }
}

TEST(ImportJob, CharsetsAreDecoded) {
  Imports world;
  EXPECT_EQ(world.end_of(world.upload("id;text;date\na;gr\xfc\xdf;2026-09-01\n")),
            "completed 1/1/0/0");
  std::string utf16 = "\xff\xfe";
  for (const char c : std::string_view("id\ttext\tdate\nb\tsechzehn\t2026-09-01\n")) {
    utf16 += c;
    utf16 += '\0';
  }
  EXPECT_EQ(world.end_of(world.upload(utf16)), "completed 1/1/0/0");
  EXPECT_EQ(world.end_of(world.upload(
                "<?xml version='1.0' encoding='windows-1251'?><rss><item><guid>c</guid><title>"
                "\xcf\xf0</title></item></rss>")),
            "completed 1/1/0/0");
  EXPECT_EQ(world.end_of(world.upload("\xef\xbb\xbfid,text,date\nd,mark,2026-09-01\n")),
            "completed 1/1/0/0");
  EXPECT_EQ(world.interactions.stored,
            "mention gr\u00fc\u00df\nmention sechzehn\npost \u041f\u0440\nmention mark\n");
  EXPECT_EQ(world.files().size(), 0u);
  EXPECT_EQ(world.end_of(world.upload("<?xml version='1.0' encoding='klingon'?><rss/>")),
            "failed unknown_charset: Nobody knows the charset \"klingon\".");
}

TEST(ImportJob, WhatCannotBeReadFailsWithItsReason) {
  Imports world;
  EXPECT_EQ(world.end_of(world.upload("\x1f\x8b packed")),
            "failed unknown_format: The file is packed; send it as it is.");
  EXPECT_EQ(world.end_of(world.upload("[{\"id\":1}]")),
            "failed unknown_format: The file is a JSON array; send an object a line.");
  EXPECT_EQ(world.end_of(world.upload("<html><body/></html>")),
            "failed unknown_format: The feed is another kind of XML.");
  EXPECT_EQ(world.end_of(world.upload("hello", {{"format", "rss"}})),
            "failed unknown_format: The feed begins with text.");
  EXPECT_EQ(world.end_of(world.upload("\"open", {{"format", "csv"}})),
            "failed unknown_format: The first line is no header of a table.");
  EXPECT_EQ(world.end_of(world.upload("", {{"format", "jsonl"}})), "completed 0/0/0/0");
  EXPECT_EQ(world.files().size(), 0u);
}

TEST(ImportJob, AFeedIsFetchedFromItsAddress) {
  Imports world;
  std::string feed = "<rss><channel><title>C</title>";
  for (int i = 0; i < 700; ++i)
    feed += concat("<item><guid>g", i, "</guid><title>T", i, "</title></item>\n");
  feed += "</channel></rss>";
  world.internet.pages = [&](const FakeInternet::Visit&) {
    return FakeInternet::Page{.headers = {{"content-type", "application/rss+xml"}}, .body = feed};
  };
  EXPECT_EQ(world.end_of(world.address("https://blog.example/feed")), "completed 700/700/0/0");
  EXPECT_EQ(world.end_of(world.address("https://blog.example/feed")), "completed 700/0/700/0");
  EXPECT_EQ(world.internet.open(), 0u);
}

TEST(ImportJob, AnAddressThatMustNotBeFetchedFailsAtTheHopThatSaysSo) {
  Imports world;
  world.internet.pages = [&](const FakeInternet::Visit& visit) {
    EXPECT_FALSE(visit.href.contains("127.0.0.1"));
    return FakeInternet::Page{.status = 302, .headers = {{"location", "http://127.0.0.1/"}}};
  };
  EXPECT_EQ(world.end_of(world.address("https://blog.example/feed")),
            "failed blocked_address: The address lies in a network that is not public.");
}

TEST(ImportJob, AFeedThatNeverEndsFails) {
  Imports world;
  world.internet.pages = [&](const FakeInternet::Visit&) {
    return FakeInternet::Page{.body = std::string(1'000, 'x'), .is_endless = true};
  };
  EXPECT_EQ(world.end_of(world.address("https://blog.example/feed")),
            "failed too_large: The response is too large.");
  EXPECT_EQ(world.files().size(), 0u);
  EXPECT_EQ(world.internet.open(), 0u);
}

TEST(ImportJob, WhatMayComeBackIsTriedAgain) {
  Imports world;
  int visits = 0;
  world.internet.pages = [&](const FakeInternet::Visit&) {
    ++visits;
    if (visits == 1) return FakeInternet::Page{.failure = "timed_out"};
    if (visits == 2) return FakeInternet::Page{.status = 503};
    return FakeInternet::Page{.body = post_line(1)};
  };
  EXPECT_EQ(world.end_of(world.address("https://blog.example/posts")), "completed 1/1/0/0");
  EXPECT_EQ(visits, 3);
  world.internet.pages = [](const FakeInternet::Visit&) {
    return FakeInternet::Page{.status = 404};
  };
  EXPECT_EQ(world.end_of(world.address("https://blog.example/posts")),
            "failed bad_status: The address answered 404.");
  world.internet.pages = nullptr;
  EXPECT_EQ(world.end_of(world.address("https://blog.example/posts")),
            "failed unreachable: The address could not be reached.");
}

TEST(ImportJob, ALineThatSpoilsItsBatchIsFoundAndTheOthersAreTaken) {
  Imports world;
  std::string file;
  for (int i = 0; i < 40; ++i) file += i == 23 ? post_line(i).insert(8, "POISON") : post_line(i);
  const std::string id = Imports::id_in(world.upload(file));
  world.work();
  const ImportWithReports import = world.look(id);
  EXPECT_EQ(Imports::words(import.import), "completed 40/39/0/1");
  EXPECT_EQ(Imports::reports(import).at(0).line, 24);
}

TEST(ImportJob, WideTablesGoInMoreThanOneBatch) {
  Imports world;
  std::string file = "id,text,date";
  for (int i = 0; i < 100; ++i) file += concat(",a-column-with-a-name-of-some-length-", i);
  for (int i = 0; i < 400; ++i) file += concat("\nw", i, ",wide,2026-09-01", std::string(100, ','));
  EXPECT_EQ(world.end_of(world.upload(file)), "completed 400/400/0/0");
}

TEST(ImportJob, WhileInteractionsDoNotAnswerItWaits) {
  Imports world;
  const std::string id = Imports::id_in(world.upload(post_line(1)));
  int failures = 3;
  world.set_neighbour("INTERACTIONS", [&](const World::Message& message) -> World::Reply {
    if (failures-- > 0) return {.status = 503};
    return world.interactions.take(message);
  });
  world.work();
  EXPECT_EQ(Imports::words(world.look(id).import), "completed 1/1/0/0");
}

}  // namespace
}  // namespace crow::imports
