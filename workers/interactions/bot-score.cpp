#include "workers/interactions/bot-score.h"

#include <algorithm>
#include <optional>

#include "shared/core/text.h"
#include "shared/json/read.h"

namespace crow::interactions {
namespace {

// Parts of user agents, in lower case. Readers of language models are named before crawlers, whose
// "bot" they would match too.
constexpr std::string_view kAiAgents[] = {
    "gptbot",        "chatgpt-user", "oai-searchbot",     "claudebot",  "claude-user",
    "anthropic-ai",  "perplexity",   "google-extended",   "ccbot",      "bytespider",
    "cohere-ai",     "meta-external", "applebot-extended", "mistralai", "youbot"};
constexpr std::string_view kCrawlers[] = {"bot/",      "bot;",    "bot)",    "bot ",
                                          "crawler",   "spider",  "slurp",   "googlebot",
                                          "bingbot",   "facebookexternalhit", "archiver",
                                          "lighthouse", "pingdom", "uptime"};
constexpr std::string_view kLibraries[] = {
    "curl/",       "wget/",  "python-requests", "python-urllib", "aiohttp", "httpx", "go-http-client",
    "okhttp",      "java/",  "apache-httpclient", "libwww-perl", "axios/", "node-fetch", "undici",
    "scrapy",      "postman", "insomnia", "guzzlehttp", "ruby", "php/"};
constexpr std::string_view kHeadless[] = {"headless", "phantomjs", "puppeteer", "playwright",
                                          "selenium", "electron/"};

bool holds_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return text.find(part) != text.npos; });
}

struct Hints {
  std::optional<RawJson> webdriver, datacentre, screen;
  static constexpr auto fields = describe(field<&Hints::webdriver>("webdriver", ""),
                                          field<&Hints::datacentre>("datacentre", ""),
                                          field<&Hints::screen>("screen", ""));
};

bool is_true(const std::optional<RawJson>& value) { return value && value->text == "true"; }

// Most events give no hint, and are not read a second time for it.
Hints hints_of(const Event& event) {
  if (!event.properties) return {};
  const std::string& text = event.properties->text;
  const auto names = [&](std::string_view hint) { return text.find(hint) != text.npos; };
  if (!names("\"webdriver\"") && !names("\"datacentre\"") && !names("\"screen\"")) return {};
  return json::read<Hints>(text, {.unknown = json::Unknown::ignored}).value_or(Hints{});
}

}  // namespace

bool BotScore::add(bool holds, std::int64_t weight, std::string_view reason) {
  if (!holds) return false;
  value = std::min<std::int64_t>(100, value + weight);
  reasons.emplace_back(reason);
  return true;
}

BotScore score_of(const std::optional<std::string>& user_agent, bool speaks_a_language) {
  BotScore score;
  if (!user_agent) return score;
  const std::string agent = to_lower(*user_agent);
  score.add(holds_any(agent, kLibraries), 90, "http_library") ||
      score.add(holds_any(agent, kAiAgents), 60, "ai_agent") ||
      score.add(holds_any(agent, kCrawlers), 60, "declared_crawler");
  score.add(holds_any(agent, kHeadless), 80, "headless");
  score.add(agent.empty(), 60, "no_user_agent");
  score.add(!speaks_a_language, 25, "no_language");
  return score;
}

BotScore score_of(const Event& event, const BotScore& sender) {
  if (event.sourceType != SourceType::web) return {};
  BotScore score = sender;
  const Hints hints = hints_of(event);
  const bool is_headless = std::ranges::contains(score.reasons, "headless");
  score.add(is_true(hints.webdriver) && !is_headless, 80, "headless");
  score.add(hints.screen && hints.screen->text == R"("0x0")", 30, "no_screen");
  score.add(is_true(hints.datacentre), 40, "datacentre");
  return score;
}

}  // namespace crow::interactions
