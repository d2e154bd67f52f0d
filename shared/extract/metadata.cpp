#include "shared/extract/metadata.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/extract/walk.h"

namespace crow::extract {
namespace {

constexpr std::size_t kMostValues = 400;

void read_meta(const Document& page, Id id, Metadata& out) {
  if (out.values.size() >= kMostValues) return;
  const std::string_view content = page.attribute(id, "content");
  for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
    const std::string_view name = page.attribute(id, key);
    if (name.empty()) continue;
    out.values.emplace_back(to_lower(name), collapse(content));
    if (equals_ignoring_case(name, "robots") && contains_ignoring_case(content, "noindex"))
      out.is_noindex = true;
    if (equals_ignoring_case(name, "content-language") && out.lang.empty())
      out.lang = collapse(content);
  }
}

}  // namespace

std::string_view Metadata::value(std::string_view name) const {
  for (const auto& [key, value] : values)
    if (key == name && !value.empty()) return value;
  return {};
}

std::string_view Metadata::first_of(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    if (const auto found = value(name); !found.empty()) return found;
  return {};
}

Metadata read_metadata(const Document& page) {
  Metadata out;
  for (Id id = 1; id < page.size(); ++id) {
    switch (page[id].tag) {
      case Tag::html:
        out.lang = page.attribute(id, "lang");
        if (out.lang.empty()) out.lang = page.attribute(id, "xml:lang");
        break;
      case Tag::meta:
        read_meta(page, id, out);
        break;
      case Tag::title:
        if (out.title.empty() && page.closest(id, Tag::svg) == kNone)
          out.title = collapse(script_of(page, id));
        break;
      case Tag::base:
        if (out.base.empty()) out.base = page.attribute(id, "href");
        break;
      case Tag::link:
        if (out.canonical.empty() && equals_ignoring_case(page.attribute(id, "rel"), "canonical"))
          out.canonical = trim(page.attribute(id, "href"));
        break;
      default:
        break;
    }
  }
  return out;
}

std::string without_site_name(std::string_view title, std::string_view site,
                              std::string_view host) {
  constexpr std::string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " » ",
                                              " • ", " : ", " · ", "｜",  " ~ "};
  std::string packed_host;
  for (const char c : to_lower(host))
    if (c != '-' && c != '.') packed_host += c;
  const auto names_site = [&](std::string_view part) {
    std::string packed;
    for (const char c : fold(part))
      if (c != ' ' && c != '-' && c != '.') packed += c;
    if (!site.empty() && similarity(fold(part), fold(site)) > 0.6) return true;
    return packed.size() >= 3 && !packed_host.empty() &&
           (packed_host.find(packed) != std::string::npos ||
            packed.find(packed_host) != std::string::npos);
  };
  for (int turn = 0; turn < 3; ++turn) {
    std::size_t cut = title.npos;
    std::size_t size = 0;
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = title.rfind(separator);
      if (at != title.npos && (cut == title.npos || at > cut)) {
        cut = at;
        size = separator.size();
      }
    }
    if (cut == title.npos) break;
    const std::string_view tail = title.substr(cut + size);
    const bool is_alone = title.substr(0, cut).size() >= tail.size();
    if (!names_site(tail) && !(turn == 0 && is_alone && tail.size() < 30)) break;
    title = title.substr(0, cut);
  }
  return std::string(trim(title));
}

}  // namespace crow::extract
