#include "shared/extract/links.h"

#include <unordered_map>

#include "shared/core/text.h"
#include "shared/extract/metadata.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t begin = words.find_first_not_of(" \t\r\n\f,");
    if (begin == words.npos) return false;
    words.remove_prefix(begin);
    const std::size_t end = std::min(words.find_first_of(" \t\r\n\f,"), words.size());
    if (equals_ignoring_case(words.substr(0, end), word)) return true;
    words.remove_prefix(end);
  }
  return false;
}

// Collects links, each address once; one that is followed somewhere is followed.
class Collector {
 public:
  Collector(std::string_view base, std::vector<Link>& links) : base_(base), links_(links) {}

  void add(std::string_view reference, bool is_nofollow) {
    std::string url = resolve_url(base_, reference);
    url.resize(std::min(url.find('#'), url.size()));
    if (url.empty()) return;
    const auto known = places_.find(url);
    if (known != places_.end()) {
      if (!is_nofollow) links_[known->second].is_nofollow = false;
      return;
    }
    if (links_.size() >= kLinksMax) return;
    places_.emplace(url, links_.size());
    links_.push_back({std::move(url), is_nofollow});
  }

 private:
  std::string_view base_;
  std::vector<Link>& links_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace

void add_robots_words(std::string_view words, bool& is_noindex, bool& is_nofollow) {
  const bool is_none = has_word(words, "none");
  is_noindex = is_noindex || is_none || has_word(words, "noindex");
  is_nofollow = is_nofollow || is_none || has_word(words, "nofollow");
}

Leads read_leads(const Document& page, std::string_view url, std::string_view agent) {
  Leads out;
  const Metadata meta = read_metadata(page);
  out.title = meta.title;
  for (const auto& [name, words] : meta.values)
    if (name == "robots" || name == agent) add_robots_words(words, out.is_noindex, out.is_nofollow);
  const std::string base = meta.base.empty() ? std::string() : resolve_url(url, meta.base);
  Collector collector(base.empty() ? url : std::string_view(base), out.links);
  for (Id id = 1; id < page.size(); ++id) {
    const Tag tag = page[id].tag;
    const std::string_view rel = page.attribute(id, "rel");
    // Pages of a list may name their neighbours in the head alone.
    const bool is_neighbour = tag == Tag::link && (has_word(rel, "next") || has_word(rel, "prev"));
    if (tag != Tag::a && tag != Tag::area && !is_neighbour) continue;
    collector.add(page.attribute(id, "href"), has_word(rel, "nofollow"));
  }
  return out;
}

}  // namespace crow::extract
