// What a crawler reads on a page beside its product: where it leads, and what it asks of crawlers.
//
//   const Leads leads = read_leads(document, "https://shop.example/p/1", "crowbot");
//   if (!leads.is_nofollow) for (const Link& link : leads.links) …
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/html.h"

namespace crow::extract {

inline constexpr std::size_t kLinksMax = 2'000;

struct Link {
  std::string url;           // Absolute, as written otherwise: not yet parsed, fragment left out.
  bool is_nofollow = false;  // rel says nofollow.
};

struct Leads {
  std::vector<Link> links;  // In document order, each address once, at most kLinksMax.
  // Of <meta name="robots"> and of <meta> with the agent's own name, whichever asks for more.
  bool is_noindex = false, is_nofollow = false;
  std::string title;
};

// `agent` in lower case.
Leads read_leads(const Document& page, std::string_view url, std::string_view agent);

// Takes the words of a robots <meta>, or of X-Robots-Tag without an agent: "noindex, nofollow",
// "none". Others are passed over.
void add_robots_words(std::string_view words, bool& is_noindex, bool& is_nofollow);

}  // namespace crow::extract
