// The elements whose names decide how a document is built or read. All others are Tag::other.
#pragma once

#include <cstdint>
#include <string_view>

namespace crow::extract {

enum class Tag : std::uint8_t {
  // clang-format off
  a, address, area, article, aside, b, base, big, blockquote, body, br, button, caption, center,
  cite, code, col, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure,
  font, footer, form, h1, h2, h3, h4, h5, h6, head, header, hr, html, i, iframe, img, input, ins,
  label, legend, li, link, main, math, meta, nav, nobr, noembed, noframes, noscript, object, ol,
  optgroup, option, p, param, picture, pre, s, script, section, select, small, source, span, strike,
  strong, style, sub, summary, sup, svg, table, tbody, td, template_, textarea, tfoot, th, thead,
  time, title, tr, track, tt, u, ul, video, wbr, xmp,
  // clang-format on
  other,  // An element of any other name.
  text,   // A run of text.
  root,   // The document.
};

// `name` in lower case.
Tag tag_of(std::string_view name);

// What the parser and the reader of visible text ask about an element.
bool is_void(Tag tag);       // Has no content and no end tag.
bool is_raw_text(Tag tag);   // Its content is text up to its end tag, without references.
bool is_escapable(Tag tag);  // The same, with character references: title, textarea.
bool is_block(Tag tag);      // Begins and ends a line.
bool closes_paragraph(Tag tag);
bool is_formatting(Tag tag);  // May be closed across blocks: <b><div></b></div>.
bool is_heading(Tag tag);

}  // namespace crow::extract
