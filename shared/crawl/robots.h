// robots.txt after RFC 9309, and what pages and answers say to robots besides.
//
//   const Robots robots = read_robots(text, "crowbot");
//   if (robots.allows("/products/1?size=m")) …
//
// Of several groups for one agent the rules are one group; without a group of its own an agent
// keeps to that of `*`. The longest matching rule decides, and of two equal ones the one that
// allows. Paths are compared after normalising percent-encoding on both sides. Beyond the RFC:
// Crawl-delay, and the addresses of sitemaps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"

namespace crow::crawl {

// What is read of a robots.txt; RFC 9309 asks for 500 KiB at least.
inline constexpr std::size_t kRobotsBytesMax = 1024 * 1024;

struct RobotsRule {
  std::string path;  // Normalised, with its wildcards.
  bool allows = false;

  static constexpr auto fields =
      describe(field<&RobotsRule::path>("path", ""), field<&RobotsRule::allows>("allows", ""));
};

struct Robots {
  std::vector<RobotsRule> rules;  // For our agent.
  std::optional<std::int64_t> delayMs;
  std::vector<std::string> sitemaps;  // As written; for all agents.

  static constexpr auto fields =
      describe(field<&Robots::rules>("rules", ""), field<&Robots::delayMs>("delayMs", ""),
               field<&Robots::sitemaps>("sitemaps", ""));

  // `target` is path and query of an address as the platform's parser writes it. /robots.txt itself
  // may always be fetched.
  bool allows(std::string_view target) const;
};

// Never fails: what is no rule is passed over, and so is what lies behind kRobotsBytesMax. `agent`
// is a product token in lower case.
Robots read_robots(std::string_view text, std::string_view agent);

// For hosts whose robots.txt cannot be had: nothing may be fetched.
Robots forbid_all();

// What X-Robots-Tag says to our agent: values of several headers joined by commas. A name in front
// ("otherbot: noindex") goes for what follows it, up to the next name.
struct RobotsTag {
  bool is_noindex = false, is_nofollow = false;
};
RobotsTag read_robots_tag(std::string_view header, std::string_view agent);

}  // namespace crow::crawl
