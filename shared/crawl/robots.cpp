#include "shared/crawl/robots.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::crawl {
namespace {

constexpr std::size_t kRulesMax = 10'000, kPathMax = 2'048, kSitemapsMax = 100;
constexpr std::int64_t kDelayMaxMs = 120'000;

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// One spelling of a path and its query, so that octets can be compared (RFC 9309, 2.2.2). `*` and
// `$` of an address are no wildcards, so they are written as octets; those of a rule stay.
class Normaliser {
 public:
  explicit Normaliser(bool is_rule) : is_rule_(is_rule) {}

  std::string operator()(std::string_view text) {
    std::string out;
    bool is_query = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const bool is_octet = c == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                            hex_value(text[i + 2]) >= 0;
      if (is_octet) {
        const char octet = static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
        i += 2;
        // In a query separators of the path stand for themselves, however they are written.
        if (is_unreserved(octet) || (is_query && is_plain_in_query(octet)))
          out += octet;
        else
          escape(out, octet);
        continue;
      }
      is_query = is_query || c == '?';
      const bool is_wildcard = c == '*' || (c == '$' && i + 1 == text.size());
      if (is_rule_ && is_wildcard)
        out += c;
      else if (c == '*' || c == '$' || needs_escape(c))
        escape(out, c);
      else
        out += c;
    }
    return out;
  }

 private:
  static bool is_plain_in_query(char c) {
    return std::string_view(":/?@!'(),;").find(c) != std::string_view::npos;
  }
  static bool needs_escape(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte >= 0x7f ||
           std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
  }
  static void escape(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }

  bool is_rule_;
};

// Whether a rule matches from the start of the target. The last star alone ever needs another try,
// so the work is at most the product of the lengths.
bool matches(std::string_view rule, std::string_view target) {
  const bool is_anchored = rule.ends_with('$');
  if (is_anchored) rule.remove_suffix(1);
  std::size_t at = 0, from = 0;
  std::size_t star = rule.npos, star_from = 0;
  for (;;) {
    if (at == rule.size()) {
      if (!is_anchored || from == target.size()) return true;
    } else if (rule[at] == '*') {
      star = at++;
      star_from = from;
      continue;
    } else if (from < target.size() && rule[at] == target[from]) {
      ++at;
      ++from;
      continue;
    }
    if (star == rule.npos || star_from >= target.size()) return false;
    at = star + 1;
    from = ++star_from;
  }
}

// The product token at the start of a User-agent line: "CrowBot/1.0" is crowbot.
std::string token_of(std::string_view value) {
  if (value.starts_with('*')) return "*";
  const auto is_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  return to_lower(value.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(value, is_token) - value.begin())));
}

std::optional<std::int64_t> delay_of(std::string_view value) {
  const std::string_view whole = value.substr(0, value.find('.'));
  const auto seconds = to_number(whole);
  if (!seconds || *seconds < 0) return std::nullopt;
  std::int64_t ms = std::min<std::int64_t>(*seconds, kDelayMaxMs) * 1'000;
  if (whole.size() + 1 < value.size() && value[whole.size() + 1] >= '0' &&
      value[whole.size() + 1] <= '9')
    ms += (value[whole.size() + 1] - '0') * 100;
  return std::min(ms, kDelayMaxMs);
}

struct Group {
  std::vector<RobotsRule> rules = {};
  std::optional<std::int64_t> delay_ms = {};
  bool is_there = false;
};

class Reader {
 public:
  explicit Reader(std::string_view agent) : agent_(agent) {}

  void line(std::string_view text) {
    text = trim(text.substr(0, text.find('#')));
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return;
    const std::string key = to_lower(trim(text.substr(0, colon)));
    const std::string_view value = trim(text.substr(colon + 1));
    if (key == "user-agent" || key == "useragent") return agent(value);
    if (key == "sitemap" && sitemaps_.size() < kSitemapsMax && !value.empty() &&
        value.size() <= kPathMax)
      sitemaps_.emplace_back(value);
    if (key == "allow" || key == "disallow") {
      is_in_rules_ = true;
      return rule(value, key == "allow");
    }
    if (key != "crawl-delay") return;
    for (Group* group : current_)
      if (const auto delay = delay_of(value)) group->delay_ms = delay;
  }

  Robots take() {
    Group& group = own_.is_there ? own_ : all_;
    return {std::move(group.rules), group.delay_ms, std::move(sitemaps_)};
  }

 private:
  void agent(std::string_view value) {
    // What stands between the names of a group and is no rule does not end it.
    if (is_in_rules_) current_.clear();
    is_in_rules_ = false;
    const std::string token = token_of(value);
    Group* group = token == agent_ ? &own_ : token == "*" ? &all_ : nullptr;
    if (!group) return;
    group->is_there = true;
    if (!std::ranges::contains(current_, group)) current_.push_back(group);
  }

  void rule(std::string_view value, bool allows) {
    if (value.empty() || value.size() > kPathMax) return;
    // Written without its slash it is meant with one.
    std::string path;
    if (value[0] != '/' && value[0] != '*') path += '/';
    path += value;
    for (Group* group : current_)
      if (group->rules.size() < kRulesMax) group->rules.push_back({Normaliser(true)(path), allows});
  }

  std::string_view agent_;
  Group own_, all_;
  std::vector<Group*> current_;  // Those whose rules are being read.
  bool is_in_rules_ = false;
  std::vector<std::string> sitemaps_;
};

}  // namespace

bool Robots::allows(std::string_view target) const {
  if (target == "/robots.txt") return true;
  const std::string normal = Normaliser(false)(target);
  std::size_t longest = 0;
  bool is_allowed = true;
  for (const RobotsRule& rule : rules) {
    const std::size_t length = rule.path.size();
    if (length < longest || (length == longest && !rule.allows)) continue;
    if (!matches(rule.path, normal)) continue;
    longest = length;
    is_allowed = rule.allows;
  }
  return is_allowed;
}

Robots read_robots(std::string_view text, std::string_view agent) {
  text = text.substr(0, kRobotsBytesMax);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Reader reader(agent);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    reader.line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.take();
}

Robots forbid_all() { return {.rules = {{"/", false}}, .delayMs = {}, .sitemaps = {}}; }

RobotsTag read_robots_tag(std::string_view header, std::string_view agent) {
  RobotsTag out;
  bool is_ours = true;
  while (!header.empty()) {
    std::string_view word = trim(split_off(header, ','));
    const std::size_t colon = word.find(':');
    if (colon != word.npos) {
      const std::string name = to_lower(trim(word.substr(0, colon)));
      // Directives with a value, not names.
      if (name == "unavailable_after" || name.starts_with("max-")) continue;
      is_ours = name == agent;
      word = trim(word.substr(colon + 1));
    }
    if (!is_ours) continue;
    const std::string directive = to_lower(word);
    const bool is_none = directive == "none";
    out.is_noindex = out.is_noindex || is_none || directive == "noindex";
    out.is_nofollow = out.is_nofollow || is_none || directive == "nofollow";
  }
  return out;
}

}  // namespace crow::crawl
