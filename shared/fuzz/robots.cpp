// A robots.txt is read whatever it holds, says the same of every spelling of a path, and never
// forbids itself. The first line of the input is the path.
#include "shared/crawl/robots.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = crow::fuzz::text_of(data, size);
  const std::string_view line = crow::split_off(text, '\n');
  std::string target = "/";
  target += line;
  const crow::crawl::Robots robots = crow::crawl::read_robots(text, "crowbot");
  const bool allows = robots.allows(target);
  for (const crow::crawl::RobotsRule& rule : robots.rules)
    crow::fuzz::insist(!rule.path.empty() && (rule.path[0] == '/' || rule.path[0] == '*'));
  crow::fuzz::insist(robots.allows("/robots.txt"));
  if (robots.rules.empty()) crow::fuzz::insist(allows);
  // Letters and digits may be escaped.
  std::string escaped;
  bool has_escapes = false;
  for (const char c : target) {
    has_escapes = has_escapes || c == '%';
    if (c >= 'a' && c <= 'f')
      escaped += crow::concat("%6", static_cast<int>(c - 'a') + 1);
    else
      escaped += c;
  }
  if (!has_escapes) crow::fuzz::insist(robots.allows(escaped) == allows);
  if (robots.delayMs) crow::fuzz::insist(*robots.delayMs >= 0 && *robots.delayMs <= 120'000);
  if (crow::to_lower(text).find("no") == std::string::npos) {
    const crow::crawl::RobotsTag tag = crow::crawl::read_robots_tag(text, "crowbot");
    crow::fuzz::insist(!tag.is_noindex && !tag.is_nofollow);
  }
  return 0;
}
