#include "shared/formats/xml.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/html-text.h"

namespace crow {
namespace {

constexpr std::size_t kNameMax = 256;
constexpr std::size_t kAttributesMax = 64;
constexpr std::string_view kSpaces = " \t\r\n";

XmlToken fault(std::string_view why) {
  return {.kind = XmlToken::Kind::fault, .text = std::string(why)};
}

// With the five references and the numeric ones replaced.
std::string with_references(std::string_view text) {
  constexpr std::size_t kReferenceMax = 12;
  constexpr std::string_view kFive[] = {"amp", "lt", "gt", "quot", "apos"};
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    out += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const std::string_view rest = text.substr(at + 1, kReferenceMax);
    const auto end = rest.find(';');
    const std::string_view name = end == rest.npos ? "" : rest.substr(0, end);
    const bool is_ours = name.starts_with('#') || std::ranges::contains(kFive, name);
    const std::string character = is_ours ? character_of(name) : "";
    out += character.empty() ? "&" : character;
    at += character.empty() ? 1 : end + 2;
  }
  return out;
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (c & 0x80);
}
bool is_in_name(char c) { return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

std::size_t end_of_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_in_name(text[at])) ++at;
  return at;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kSpaces, at), text.size());
}

// Behind the '>' that ends a tag; those in quotes do not.
std::optional<std::size_t> end_of_tag(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    at = text.find_first_of("\"'>", at);
    if (at == text.npos) return std::nullopt;
    if (text[at] == '>') return at + 1;
    at = text.find(text[at], at + 1);
    if (at == text.npos) return std::nullopt;
    ++at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> XmlToken::attribute(std::string_view its_name) const {
  for (const auto& [key, value] : attributes)
    if (key == its_name) return value;
  return std::nullopt;
}

std::string_view local_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

// The window ends here: more comes, or the text is cut off.
XmlToken XmlReader::cut() const {
  if (!is_last_) return {.kind = XmlToken::Kind::more};
  return fault("ends in the middle of a tag");
}

// Passes over what stands between two marks; absent when it is done.
std::optional<XmlToken> XmlReader::skip(std::string_view begin, std::string_view end) {
  const auto found = text_.find(end, at_ + begin.size());
  if (found == text_.npos) return cut();
  at_ = found + end.size();
  return std::nullopt;
}

XmlToken XmlReader::next() {
  if (!open_empty_.empty())
    return {.kind = XmlToken::Kind::end, .name = std::exchange(open_empty_, {})};
  for (;;) {
    if (at_ == text_.size())
      return {.kind = is_last_ ? XmlToken::Kind::end_of_text : XmlToken::Kind::more};
    const std::string_view rest = text_.substr(at_);
    if (rest[0] != '<') {
      const std::size_t end = std::min(rest.find('<'), rest.size());
      if (end == rest.size() && !is_last_) return {.kind = XmlToken::Kind::more};
      at_ += end;
      if (!is_utf8(rest.substr(0, end))) return fault("holds bytes that are not in its charset");
      return {.kind = XmlToken::Kind::text, .text = with_references(rest.substr(0, end))};
    }
    // Enough to tell the kinds apart.
    if (rest.size() < 9 && !is_last_ && rest.find('>') == rest.npos)
      return {.kind = XmlToken::Kind::more};
    if (rest.starts_with("<![CDATA[")) {
      const auto end = rest.find("]]>");
      if (end == rest.npos) return cut();
      at_ += end + 3;
      if (end == 9) continue;
      if (!is_utf8(rest.substr(9, end - 9)))
        return fault("holds bytes that are not in its charset");
      return {.kind = XmlToken::Kind::text, .text = std::string(rest.substr(9, end - 9))};
    }
    if (rest.starts_with("<!--")) {
      if (auto token = skip("<!--", "-->")) return std::move(*token);
      continue;
    }
    if (rest.starts_with("<?")) {
      if (auto token = skip("<?", "?>")) return std::move(*token);
      continue;
    }
    if (rest.starts_with("<!")) return fault("declares a document type, which is refused");
    return read_tag();
  }
}

XmlToken XmlReader::read_tag() {
  const auto end = end_of_tag(text_, at_ + 1);
  if (!end) return cut();
  const std::string_view tag = text_.substr(at_ + 1, *end - at_ - 2);
  const std::size_t begin = at_;
  at_ = *end;
  if (!is_utf8(tag)) return fault("holds bytes that are not in its charset");
  const bool is_end = tag.starts_with('/');
  const std::size_t name_at = is_end ? 1 : 0;
  const std::size_t name_end = end_of_name(tag, name_at);
  const std::string_view name = tag.substr(name_at, name_end - name_at);
  const auto refuse = [&] {
    at_ = begin;
    return fault("has a tag that is none");
  };
  if (name.empty() || name.size() > kNameMax || !begins_name(name[0])) return refuse();
  std::size_t at = skip_spaces(tag, name_end);
  if (is_end) {
    if (at != tag.size()) return refuse();
    return {.kind = XmlToken::Kind::end, .name = name};
  }
  XmlToken token{.kind = XmlToken::Kind::start, .name = name};
  while (at < tag.size() && tag[at] != '/') {
    const std::size_t key_end = end_of_name(tag, at);
    const std::string_view key = tag.substr(at, key_end - at);
    at = skip_spaces(tag, key_end);
    if (key.empty() || key.size() > kNameMax || at >= tag.size() || tag[at] != '=') return refuse();
    at = skip_spaces(tag, at + 1);
    if (at >= tag.size() || (tag[at] != '"' && tag[at] != '\'')) return refuse();
    const auto value_end = tag.find(tag[at], at + 1);
    if (value_end == tag.npos || token.attributes.size() == kAttributesMax) return refuse();
    token.attributes.emplace_back(key, with_references(tag.substr(at + 1, value_end - at - 1)));
    at = skip_spaces(tag, value_end + 1);
  }
  if (at < tag.size()) {
    if (at + 1 != tag.size()) return refuse();
    open_empty_ = name;
  }
  return token;
}

}  // namespace crow
