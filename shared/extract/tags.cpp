#include "shared/extract/tags.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace crow::extract {
namespace {

// In the order of the enumeration, which is the alphabet's.
constexpr std::string_view kNames[] = {
    // clang-format off
    "a", "address", "area", "article", "aside", "b", "base", "big", "blockquote", "body", "br",
    "button", "caption", "center", "cite", "code", "col", "dd", "del", "details", "dialog", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
    "ins", "label", "legend", "li", "link", "main", "math", "meta", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param", "picture", "pre",
    "s", "script", "section", "select", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "video", "wbr", "xmp",
    // clang-format on
};
constexpr std::size_t kCount = std::size(kNames);
static_assert(kCount == static_cast<std::size_t>(Tag::other));
static_assert(std::ranges::is_sorted(kNames));

enum : std::uint8_t {
  kVoid = 1,
  kRaw = 2,
  kEscapable = 4,
  kBlock = 8,
  kClosesP = 16,
  kFormatting = 32,
};

constexpr auto make_flags() {
  std::array<std::uint8_t, 256> flags{};
  const auto set = [&](std::uint8_t flag, auto... tags) {
    ((flags[static_cast<std::size_t>(tags)] |= flag), ...);
  };
  using enum Tag;
  set(kVoid, area, base, br, col, embed, hr, img, input, link, meta, param, source, track, wbr);
  set(kRaw, iframe, noembed, noframes, script, style, xmp);
  set(kEscapable, title, textarea);
  set(kBlock | kClosesP, address, article, aside, blockquote, center, details, dialog, div, dl,
      fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, main, nav, ol,
      p, pre, section, summary, table, ul, xmp);
  set(kBlock, body, br, caption, dd, dt, html, legend, li, option, optgroup, select, tbody, td,
      tfoot, th, thead, title, tr, textarea, button, root);
  set(kFormatting, a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u, span, del,
      ins, label);
  return flags;
}
constexpr auto kFlags = make_flags();

bool has(Tag tag, std::uint8_t flag) { return (kFlags[static_cast<std::size_t>(tag)] & flag) != 0; }

}  // namespace

Tag tag_of(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kNames, name);
  if (found == std::end(kNames) || *found != name) return Tag::other;
  return static_cast<Tag>(found - std::begin(kNames));
}

bool is_void(Tag tag) { return has(tag, kVoid); }
bool is_raw_text(Tag tag) { return has(tag, kRaw); }
bool is_escapable(Tag tag) { return has(tag, kEscapable); }
bool is_block(Tag tag) { return has(tag, kBlock); }
bool closes_paragraph(Tag tag) { return has(tag, kClosesP); }
bool is_formatting(Tag tag) { return has(tag, kFormatting); }
bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

}  // namespace crow::extract
