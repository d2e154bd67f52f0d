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

// Parts of the names of companies that rent out machines, in lower case.
constexpr std::string_view kHosting[] = {
    "hosting", "datacenter",   "datacentre", "data center", "data centre", "cloud", "server",
    "amazon",  "digitalocean", "hetzner",    "ovh",         "linode",      "vultr", "contabo"};

struct Hints {
  std::optional<RawJson> automated, viewport, userAgent, asOrganization;
  static constexpr auto fields =
      describe(field<&Hints::automated>("automated", ""), field<&Hints::viewport>("viewport", ""),
               field<&Hints::userAgent>("userAgent", ""),
               field<&Hints::asOrganization>("asOrganization", ""));
};

// Most events give no hint, and are not read a second time for it.
Hints hints_of(const Event& event) {
  if (!event.properties) return {};
  const std::string& text = event.properties->text;
  const auto names = [&](std::string_view hint) { return text.find(hint) != text.npos; };
  if (!names("\"automated\"") && !names("\"viewport\"") && !names("\"userAgent\"") &&
      !names("\"asOrganization\""))
    return {};
  return json::read<Hints>(text, {.unknown = json::Unknown::ignored}).value_or(Hints{});
}

bool is(const std::optional<RawJson>& hint, std::string_view json) {
  return hint && hint->text == json;
}

void add_agent(BotScore& score, const std::string& agent) {
  score.add(holds_any(agent, kLibraries), 90, "http_library") ||
      score.add(holds_any(agent, kAiAgents), 60, "ai_agent") ||
      score.add(holds_any(agent, kCrawlers), 60, "declared_crawler");
  score.add(holds_any(agent, kHeadless), 80, "headless");
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
  add_agent(score, agent);
  score.add(agent.empty(), 60, "no_user_agent");
  score.add(!speaks_a_language, 25, "no_language");
  return score;
}

BotScore score_of(const Event& event, const BotScore& sender) {
  if (event.sourceType != SourceType::web) return {};
  BotScore score = sender;
  const Hints hints = hints_of(event);
  if (hints.userAgent && score.reasons.empty()) add_agent(score, to_lower(hints.userAgent->text));
  const bool is_headless = std::ranges::contains(score.reasons, "headless");
  score.add(is(hints.automated, "true") && !is_headless, 80, "headless");
  score.add(is(hints.viewport, R"("0x0")"), 30, "no_viewport");
  score.add(hints.asOrganization && holds_any(to_lower(hints.asOrganization->text), kHosting), 50,
            "datacentre");
  return score;
}

}  // namespace crow::interactions
