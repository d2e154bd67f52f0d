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
    "gptbot",       "chatgpt-user",  "oai-searchbot",     "claudebot", "claude-user",
    "anthropic-ai", "perplexity",    "google-extended",   "ccbot",     "bytespider",
    "cohere-ai",    "meta-external", "applebot-extended", "mistralai", "youbot"};
constexpr std::string_view kCrawlers[] = {
    "bot/",     "bot;",       "bot)",      "bot ",    "crawler",
    "spider",   "slurp",      "googlebot", "bingbot", "facebookexternalhit",
    "archiver", "lighthouse", "pingdom",   "uptime"};
constexpr std::string_view kLibraries[] = {
    "curl/",       "wget/",          "python-requests", "python-urllib", "aiohttp",
    "httpx",       "go-http-client", "okhttp",          "java/",         "apache-httpclient",
    "libwww-perl", "axios/",         "node-fetch",      "undici",        "scrapy",
    "postman",     "insomnia",       "guzzlehttp",      "ruby",          "php/"};
constexpr std::string_view kHeadless[] = {"headless",   "phantomjs", "puppeteer",
                                          "playwright", "selenium",  "electron/"};

bool holds_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts,
                             [&](std::string_view part) { return text.find(part) != text.npos; });
}

struct Hints {
  std::optional<RawJson> webdriver, datacentre, screen;
  static constexpr auto fields =
      describe(field<&Hints::webdriver>("webdriver", ""),
               field<&Hints::datacentre>("datacentre", ""), field<&Hints::screen>("screen", ""));
};

bool is_true(const std::optional<RawJson>& value) { return value && value->text == "true"; }

}  // namespace

BotScore score_of(const Event& event, const Sender& sender) {
  BotScore score;
  if (event.sourceType != SourceType::web) return score;
  const auto add = [&](bool holds, std::int64_t weight, std::string_view reason) {
    if (!holds) return false;
    score.value = std::min<std::int64_t>(100, score.value + weight);
    score.reasons.emplace_back(reason);
    return true;
  };
  const std::string properties = event.properties ? event.properties->text : "{}";
  const auto hints =
      json::read<Hints>(properties, {.unknown = json::Unknown::ignored}).value_or(Hints{});
  const std::string agent = to_lower(sender.user_agent.value_or(""));
  add(holds_any(agent, kLibraries), 90, "http_library") ||
      add(holds_any(agent, kAiAgents), 60, "ai_agent") ||
      add(holds_any(agent, kCrawlers), 60, "declared_crawler");
  add(holds_any(agent, kHeadless) || is_true(hints.webdriver), 80, "headless");
  add(sender.user_agent && agent.empty(), 60, "no_user_agent");
  add(sender.user_agent && !sender.speaks_a_language, 25, "no_language");
  add(hints.screen && hints.screen->text == R"("0x0")", 30, "no_screen");
  add(is_true(hints.datacentre), 40, "datacentre");
  return score;
}

}  // namespace crow::interactions
