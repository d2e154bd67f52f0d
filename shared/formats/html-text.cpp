#include "shared/formats/html-text.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow {
namespace {

struct Named {
  std::string_view name, text;
};
// Those that feeds use; the rest stays as it is written.
constexpr Named kNamed[] = {
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},          {"quot", "\""},
    {"apos", "'"},        {"nbsp", " "},        {"hellip", "\u2026"}, {"mdash", "\u2014"},
    {"ndash", "\u2013"},  {"lsquo", "\u2018"},  {"rsquo", "\u2019"},  {"ldquo", "\u201c"},
    {"rdquo", "\u201d"},  {"bdquo", "\u201e"},  {"sbquo", "\u201a"},  {"laquo", "\u00ab"},
    {"raquo", "\u00bb"},  {"bull", "\u2022"},   {"middot", "\u00b7"}, {"euro", "\u20ac"},
    {"pound", "\u00a3"},  {"yen", "\u00a5"},    {"cent", "\u00a2"},   {"copy", "\u00a9"},
    {"reg", "\u00ae"},    {"trade", "\u2122"},  {"deg", "\u00b0"},    {"times", "\u00d7"},
    {"auml", "\u00e4"},   {"ouml", "\u00f6"},   {"uuml", "\u00fc"},   {"Auml", "\u00c4"},
    {"Ouml", "\u00d6"},   {"Uuml", "\u00dc"},   {"szlig", "\u00df"},  {"eacute", "\u00e9"},
    {"egrave", "\u00e8"}, {"agrave", "\u00e0"}, {"ccedil", "\u00e7"}, {"ntilde", "\u00f1"}};

// XML 1.0, 2.2.
bool is_character(std::uint32_t code) {
  if (code < 0x20) return code == 0x9 || code == 0xa || code == 0xd;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Collects text, each run of spaces as one.
class Words {
 public:
  explicit Words(std::size_t room) { out_.reserve(room); }
  void space() { is_spaced_ = !out_.empty(); }
  void add(std::string_view text) {
    for (const char c : text) {
      if (is_space(c)) {
        space();
        continue;
      }
      if (std::exchange(is_spaced_, false)) out_ += ' ';
      out_ += c;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool is_spaced_ = false;
};

// Elements inside of a line: no space where they begin or end.
bool is_inline(std::string_view name) {
  constexpr std::string_view kInline[] = {"a",    "abbr",   "b",   "bdi",  "cite", "code", "em",
                                          "font", "i",      "kbd", "mark", "q",    "s",    "small",
                                          "span", "strong", "sub", "sup",  "u",    "wbr"};
  return std::ranges::any_of(kInline, [&](auto one) { return equals_ignoring_case(one, name); });
}

std::string_view name_of_tag(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  const auto end = std::ranges::find_if_not(
      tag, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':'; });
  return tag.substr(0, static_cast<std::size_t>(end - tag.begin()));
}

// Behind the end tag of an element whose content is no text; the end when there is none.
std::size_t skip_raw(std::string_view html, std::size_t at, std::string_view name) {
  for (auto tag = html.find("</", at); tag != html.npos; tag = html.find("</", tag + 2))
    if (equals_ignoring_case(html.substr(tag + 2, name.size()), name))
      return std::min(html.find('>', tag), html.size() - 1) + 1;
  return html.size();
}

}  // namespace

std::string character_of(std::string_view reference) {
  if (!reference.starts_with('#')) {
    const auto found = std::ranges::find(kNamed, reference, &Named::name);
    return std::string(found == std::end(kNamed) ? std::string_view() : found->text);
  }
  reference.remove_prefix(1);
  const bool is_hex = reference.starts_with('x') || reference.starts_with('X');
  if (is_hex) reference.remove_prefix(1);
  if (reference.empty() || reference.size() > 7) return {};
  std::uint32_t code = 0;
  for (const char c : reference) {
    const char lower = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9')
      code = code * (is_hex ? 16 : 10) + static_cast<std::uint32_t>(c - '0');
    else if (is_hex && lower >= 'a' && lower <= 'f')
      code = code * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
    else
      return {};
  }
  std::string out;
  if (is_character(code)) append_utf8(out, code);
  return out;
}

std::string html_to_text(std::string_view html) {
  constexpr std::size_t kReferenceMax = 12;
  Words words(html.size());
  const std::size_t last_end = html.rfind('>');  // No tag begins behind it.
  std::size_t at = 0;
  while (at < html.size()) {
    const std::size_t next = std::min(html.find_first_of("<&", at), html.size());
    words.add(html.substr(at, next - at));
    at = next;
    if (at == html.size()) break;
    if (html[at] == '&') {
      const std::string_view rest = html.substr(at + 1, kReferenceMax);
      const auto end = rest.find(';');
      const std::string text = end == rest.npos ? "" : character_of(rest.substr(0, end));
      words.add(text.empty() ? "&" : text);
      at += text.empty() ? 1 : end + 2;
      continue;
    }
    if (html.substr(at).starts_with("<!--")) {
      const auto end = html.find("-->", at + 4);
      at = end == html.npos ? html.size() : end + 3;
      continue;
    }
    const char first = at + 1 < html.size() ? html[at + 1] : ' ';
    const bool may_end = last_end != html.npos && at < last_end;
    const std::size_t end = may_end ? html.find('>', at) : html.npos;
    if (end == html.npos || (!is_letter(first) && first != '/' && first != '!' && first != '?')) {
      words.add("<");  // No tag: "a < b".
      ++at;
      continue;
    }
    const std::string_view name = name_of_tag(html.substr(at + 1, end - at - 1));
    if (!is_inline(name)) words.space();
    at = end + 1;
    if (first != '/' &&
        (equals_ignoring_case(name, "script") || equals_ignoring_case(name, "style")))
      at = skip_raw(html, at, name);
  }
  return words.take();
}

}  // namespace crow
