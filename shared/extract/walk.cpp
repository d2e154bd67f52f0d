#include "shared/extract/walk.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/extract/fold.h"

namespace crow::extract {

namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || is_upper(c);
}

}  // namespace

bool is_unseen(Tag tag) {
  using enum Tag;
  return tag == script || tag == style || tag == noscript || tag == template_ || tag == svg ||
         tag == iframe || tag == noembed || tag == noframes || tag == math;
}

std::string text_of(const Document& page, Id id, std::size_t limit) {
  return text_without(page, id, limit, [](Id) { return false; });
}

std::string text_without(const Document& page, Id id, std::size_t limit,
                         const std::function<bool(Id)>& skips) {
  std::string raw;
  const Id end = page[id].end;
  // Nested elements without text must not cost their whole subtrees again and again.
  std::size_t steps = limit * 4 + 400;
  for (Id at = id; at < end && raw.size() < limit * 2 && steps-- > 0;) {
    const Node& node = page[at];
    if (at != id && (is_unseen(node.tag) || skips(at))) {
      at = node.end;
      continue;
    }
    if (node.tag == Tag::text) {
      // <span>BRAND</span><span>Name</span>: what begins anew is set apart.
      const bool begins_anew = !raw.empty() && !node.text.empty() &&
                               is_lower_or_digit(raw.back()) && is_upper(node.text.front()) &&
                               page[at - 1].tag != Tag::text;
      if (begins_anew) raw += ' ';
      raw += node.text.substr(0, limit * 2);
    } else if (is_block(node.tag))
      raw += ' ';
    ++at;
  }
  std::string text = collapse(raw);
  if (text.size() > limit) {
    while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
    text.resize(limit);
  }
  return text;
}

std::string_view script_of(const Document& page, Id id) {
  if (page[id].end <= id + 1) return {};
  return page[id + 1].tag == Tag::text ? page[id + 1].text : std::string_view();
}

bool contains_ignoring_case(std::string_view text, std::string_view lower_word) {
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 32) : a) == b;
  };
  return std::ranges::search(text, lower_word, same).begin() != text.end() || lower_word.empty();
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  return url.substr(0, url.find(':'));
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  while (!reference.empty() && (reference.front() == '\n' || reference.front() == '\r'))
    reference = trim(reference.substr(1));
  if (reference.empty() || reference.front() == '#') return {};
  const std::size_t colon = reference.find(':');
  const std::size_t slash = reference.find_first_of("/?#");
  if (colon != reference.npos && colon < slash) {
    return reference.starts_with("http:") || reference.starts_with("https:")
               ? std::string(reference)
               : std::string();
  }
  const std::size_t scheme = base.find("://");
  if (scheme == base.npos) return std::string(reference);
  if (reference.starts_with("//")) return concat(base.substr(0, scheme + 1), reference);
  const std::size_t path = std::min(base.find_first_of("/?#", scheme + 3), base.size());
  const std::string_view origin = base.substr(0, path);
  if (reference.front() == '/') return concat(origin, reference);
  const std::size_t query = std::min(base.find_first_of("?#", path), base.size());
  if (reference.front() == '?') return concat(base.substr(0, query), reference);
  const std::size_t folder = base.substr(0, query).rfind('/');
  if (folder == base.npos || folder < path) return concat(origin, '/', reference);
  return concat(base.substr(0, folder + 1), reference);
}

}  // namespace crow::extract
