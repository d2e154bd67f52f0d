#include "workers/imports/event.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"

namespace crow::imports {
namespace {

std::string line(std::string_view text, const ImportMapping& mapping = {},
                 std::string_view source = "s") {
  const auto event = event_of_line(text, mapping, source);
  return event ? *event : "! " + event.error().message;
}

std::string cells(const std::vector<std::string>& columns, std::vector<std::string> values,
                  const ImportMapping& mapping = {}) {
  const auto event = event_of_cells(columns, std::move(values), mapping, "s");
  return event ? *event : "! " + event.error().message;
}

std::string id_in(std::string_view event) {
  return std::string(event.substr(7, event.find("\",") - 7));
}

TEST(ImportEvent, ALineWithASourceTypeIsAnEventAsItStands) {
  World world;
  const std::string event = R"({"id":"e1","sourceType":"web","type":"page_view"})";
  EXPECT_EQ(line(event), event);
  const std::string made = line(R"( {"sourceType":"social","type":"post"} )");
  EXPECT_TRUE(made.starts_with("{\"id\":\"imp_")) << made;
  EXPECT_TRUE(made.ends_with(R"(","sourceType":"social","type":"post"})")) << made;
}

TEST(ImportEvent, APostOfANetworkBecomesAnEvent) {
  World world;
  const std::string post =
      line(R"({"id":"17","network":"x","author":{"name":"Ada L","username":"ada"},)"
           R"("text":" Nice shoes ","url":"https://x.example/17","likes":12,)"
           R"("created_at":"2026-11-21 08:30:00","tags":["a"],"empty":null})");
  EXPECT_EQ(post, R"({"id":"17","sourceType":"social","type":"mention",)"
                  R"("timestamp":"2026-11-21T08:30:00.000Z","summary":"Nice shoes",)"
                  R"("url":"https://x.example/17","visitorId":"x:ada",)"
                  R"("properties":{"network":"x","author":"ada","likes":12,"tags":["a"]}})");
}

TEST(ImportEvent, TheTypeIsGivenOrFollowsFromWhatThereIs) {
  World world;
  const auto type = [](std::string_view text) {
    const std::string event = line(text);
    const auto at = event.find("\"type\":\"") + 8;
    return event.substr(at, event.find('"', at) - at);
  };
  EXPECT_EQ(type(R"({"text":"a"})"), "mention");
  EXPECT_EQ(type(R"({"text":"a","rating":4})"), "review");
  EXPECT_EQ(type(R"({"text":"a","in_reply_to":"5"})"), "comment");
  EXPECT_EQ(type(R"({"text":"a","type":"Story Reply"})"), "story_reply");
}

TEST(ImportEvent, WhatHasNoIdGetsTheSameOneEachTime) {
  World world;
  const std::string text = R"({"text":"hello","network":"x"})";
  EXPECT_EQ(id_in(line(text)), id_in(line(text)));
  EXPECT_EQ(id_in(line(text)).size(), 31u);
  EXPECT_NE(id_in(line(text)), id_in(line(text, {}, "other")));
  EXPECT_NE(id_in(line(text)), id_in(line(R"({"text":"hello!","network":"x"})")));
  // The link names the post, whatever else changes.
  EXPECT_EQ(id_in(line(R"({"url":"https://a.example/1","likes":1})")),
            id_in(line(R"({"url":"https://a.example/1","likes":2})")));
  // An id that is none of ours is named by itself.
  EXPECT_TRUE(id_in(line(R"({"id":"https://a.example/1"})")).starts_with("imp_"));
}

TEST(ImportEvent, ATableIsReadByItsHeaderOrByAMapping) {
  World world;
  EXPECT_EQ(cells({"Post ID", "Message", "Created-At", "Likes", "Score"},
                  {"p1", "hi", "2026-11-21", "007", "4.5"}),
            R"({"id":"p1","sourceType":"social","type":"mention",)"
            R"("timestamp":"2026-11-21T00:00:00.000Z","summary":"hi",)"
            R"("properties":{"Likes":"007","Score":4.5}})");
  const ImportMapping mapping{{{"text", {"Kommentar"}}, {"rating", {"Sterne"}}}};
  EXPECT_EQ(cells({"id", "Kommentar", "text", "Sterne"}, {"p1", "gut", "other", "5"}, mapping),
            R"({"id":"p1","sourceType":"social","type":"review","summary":"gut",)"
            R"("properties":{"rating":5,"text":"other"}})");
}

TEST(ImportEvent, FormulaCellsAreTextAndStayAsTheyAre) {
  World world;
  EXPECT_EQ(cells({"id", "text", "note"}, {"p1", "=A1+cmd|x", "+1-2"}),
            R"({"id":"p1","sourceType":"social","type":"mention",)"
            R"("summary":"=A1+cmd|x","properties":{"note":"+1-2"}})");
}

TEST(ImportEvent, ARecordOfEmptyCellsIsNone) {
  World world;
  EXPECT_EQ(cells({"id", "text"}, {"", " "}), "! The record is empty.");
}

TEST(ImportEvent, LinksThatAreNoWebAddressesAreLeftOut) {
  World world;
  EXPECT_FALSE(line(R"({"id":"1","url":"javascript:alert"})").contains("javascript"));
}

TEST(ImportEvent, ALineThatIsNoObjectIsRefused) {
  World world;
  for (const char* text :
       {"[1]", "\"a\"", "{", "nothing", "{\"a\":1}{\"b\":2}", "{\"a\":1,\"a\":2}"})
    EXPECT_TRUE(line(text).starts_with("! ")) << text;
}

TEST(ImportEvent, AnItemOfAFeedIsAPost) {
  World world;
  FeedItem item{.id = "urn:1",
                .link = "https://a.example/1",
                .title = "Title",
                .author = "Ada",
                .date = "Sat, 21 Nov 2026 08:30:00 GMT",
                .text = "Text",
                .categories = {"shoes"}};
  const std::string event = event_of_item(item, "https://a.example/feed", {0});
  EXPECT_TRUE(event.ends_with(
      R"("sourceType":"social","type":"post","timestamp":"2026-11-21T08:30:00.000Z",)"
      R"("summary":"Text","url":"https://a.example/1","visitorId":"feed:Ada",)"
      R"("properties":{"network":"feed","author":"Ada","title":"Title","categories":["shoes"]}})"))
      << event;
  item.text = "edited";
  EXPECT_EQ(id_in(event_of_item(item, "https://a.example/feed", {0})), id_in(event));
  EXPECT_NE(id_in(event_of_item(item, "https://b.example/feed", {0})), id_in(event));
  item.date = "some day";
  EXPECT_TRUE(event_of_item(item, "", {1'790'000'000'000}).contains("2026-09-21T"));
}

}  // namespace
}  // namespace crow::imports
