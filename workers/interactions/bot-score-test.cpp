#include "workers/interactions/bot-score.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"

namespace crow::interactions {
namespace {

constexpr std::string_view kFirefox =
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

std::string score(const Sender& sender, std::string_view properties = {},
                  SourceType source = SourceType::web) {
  Event event;
  event.sourceType = source;
  if (!properties.empty()) event.properties.emplace().text = properties;
  const BotScore made = score_of(event, sender);
  std::string out = to_text(made.value);
  for (const std::string& reason : made.reasons) out += ' ' + reason;
  return out;
}

Sender browser(std::string_view agent) {
  return {.user_agent = std::string(agent), .speaks_a_language = true};
}

TEST(BotScore, IsZeroForPeople) {
  EXPECT_EQ(score(browser(kFirefox)), "0");
  EXPECT_EQ(score(browser("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 "
                          "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1")),
            "0");
  EXPECT_EQ(score(browser(kFirefox), R"({"screen":"1920x1080","webdriver":false})"), "0");
}

TEST(BotScore, KnowsWhatAnAgentSaysOfItself) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
       "60 declared_crawler"},
      {"Mozilla/5.0 (compatible; bingbot/2.0)", "60 declared_crawler"},
      {"Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.3)", "60 ai_agent"},
      {"Mozilla/5.0 (compatible; ClaudeBot/1.0)", "60 ai_agent"},
      {"curl/8.5.0", "90 http_library"},
      {"python-requests/2.32", "90 http_library"},
      {"Go-http-client/2.0", "90 http_library"},
      {"Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/145.0", "80 headless"},
      {"GOOGLEBOT/2.1", "60 declared_crawler"}};
  for (const auto& [agent, expected] : cases) EXPECT_EQ(score(browser(agent)), expected) << agent;
}

TEST(BotScore, MissesWhatBrowsersAlwaysSend) {
  EXPECT_EQ(score({.user_agent = std::string(kFirefox)}), "25 no_language");
  EXPECT_EQ(score({.user_agent = "", .speaks_a_language = true}), "60 no_user_agent");
  EXPECT_EQ(score({.user_agent = ""}), "85 no_user_agent no_language");
}

TEST(BotScore, LooksAtWhatTheScriptSaw) {
  EXPECT_EQ(score(browser(kFirefox), R"({"webdriver":true})"), "80 headless");
  EXPECT_EQ(score(browser(kFirefox), R"({"screen":"0x0"})"), "30 no_screen");
  EXPECT_EQ(score(browser(kFirefox), R"({"datacentre":true})"), "40 datacentre");
  EXPECT_EQ(score({}, R"({"datacentre":true})"), "40 datacentre");
  for (const std::string_view other :
       {R"({"webdriver":"true"})", R"({"webdriver":1})", R"({"screen":0})",
        R"({"screen":{"a":[1]}})", R"({"datacentre":null})", "{}"})
    EXPECT_EQ(score(browser(kFirefox), other), "0") << other;
}

TEST(BotScore, AddsUpToAHundredAndKeepsEveryReason) {
  EXPECT_EQ(
      score({.user_agent = "curl/8"}, R"({"webdriver":true,"screen":"0x0","datacentre":true})"),
      "100 http_library headless no_language no_screen datacentre");
}

TEST(BotScore, IsZeroForServersCamerasAndPosts) {
  EXPECT_EQ(score({}), "0");
  for (const SourceType source : {SourceType::cctv, SourceType::social})
    EXPECT_EQ(score({.user_agent = "curl/8"}, R"({"webdriver":true})", source), "0");
}

}  // namespace
}  // namespace crow::interactions
