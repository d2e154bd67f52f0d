#include "shared/extract/tree-builder.h"

#include <algorithm>

namespace crow::extract {
namespace {

constexpr std::size_t kMostAttributes = 100;

// What an end tag of another element does not look beyond (13.2.4.2, "in scope").
bool is_boundary(Tag tag) {
  using enum Tag;
  return tag == table || tag == td || tag == th || tag == caption || tag == template_ ||
         tag == object || tag == html;
}

bool is_table_part(Tag tag) {
  using enum Tag;
  return tag == table || tag == tr || tag == td || tag == th || tag == tbody || tag == thead ||
         tag == tfoot || tag == caption;
}

// What ends an <svg> that is not closed (13.2.6.5).
bool breaks_out(Tag tag) {
  return closes_paragraph(tag) || tag == Tag::span || tag == Tag::img || tag == Tag::body ||
         tag == Tag::li || tag == Tag::br || tag == Tag::strong || tag == Tag::meta;
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view source, const HtmlLimits& limits, Syntax syntax)
    : limits_(limits), syntax_(syntax) {
  page_.bytes_.assign(source.begin(), source.end());
  page_.nodes_.reserve(std::min(limits.nodes, source.size() / 24 + 16));
  page_.nodes_.push_back({.tag = Tag::root, .text = {}});
}

std::string_view TreeBuilder::to_lower(std::size_t begin, std::size_t end) {
  char* const bytes = page_.bytes_.data();
  for (std::size_t i = begin; i < end; ++i)
    if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] = static_cast<char>(bytes[i] | 32);
  return {bytes + begin, end - begin};
}

Id TreeBuilder::append(Tag tag, std::string_view text) {
  const Id id = static_cast<Id>(page_.nodes_.size());
  const auto depth = static_cast<std::uint16_t>(open_.size() + 1);
  page_.nodes_.push_back({.tag = tag, .depth = depth, .parent = current(), .text = text});
  return id;
}

void TreeBuilder::text(std::size_t begin, std::size_t end, Place place) {
  char* const bytes = page_.bytes_.data() + begin;
  append(Tag::text, {bytes, decode_references(bytes, end - begin, place)});
}

void TreeBuilder::raw_text(std::size_t begin, std::size_t end) {
  append(Tag::text, {page_.bytes_.data() + begin, end - begin});
}

void TreeBuilder::attribute(std::string_view name, std::size_t begin, std::size_t end) {
  auto& all = page_.attributes_;
  if (all.size() - first_attribute_ >= kMostAttributes) return;
  for (std::size_t i = first_attribute_; i < all.size(); ++i)
    if (all[i].name == name) return;
  char* const bytes = page_.bytes_.data() + begin;
  all.push_back({name, {bytes, decode_references(bytes, end - begin, Place::attribute)}});
}

void TreeBuilder::pop() {
  --open_count_[index(current_tag())];
  open_.pop_back();
}

void TreeBuilder::pop_to(std::size_t depth) {
  while (open_.size() > depth) pop();
}

void TreeBuilder::close_within(Tag tag, std::initializer_list<Tag> boundaries) {
  if (!is_open(tag)) return;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Tag at = page_.nodes_[open_[i]].tag;
    if (at == tag) return pop_to(i);
    if (std::ranges::find(boundaries, at) != boundaries.end()) return;
  }
}

void TreeBuilder::imply_ends(Tag tag) {
  using enum Tag;
  if (closes_paragraph(tag) || tag == li || tag == dd || tag == dt)
    close_within(p, {td, th, caption, button, table, li, object, div, section});
  switch (tag) {
    case li:
      close_within(li, {ul, ol, table, td, th});
      break;
    case dd:
    case dt:
      close_within(dd, {dl, table, td, th});
      close_within(dt, {dl, table, td, th});
      break;
    case option:
      close_within(option, {select, div, table});
      break;
    case optgroup:
      close_within(option, {select, div, table});
      close_within(optgroup, {select, div, table});
      break;
    case select:
      close_within(select, {table, td, div});
      break;
    case td:
    case th:
      close_within(td, {table, tr});
      close_within(th, {table, tr});
      break;
    case tr:
      close_within(tr, {table});
      break;
    case tbody:
    case thead:
    case tfoot:
      for (const Tag part : {tbody, thead, tfoot}) close_within(part, {table});
      break;
    case button:
      close_within(button, {table, td, th, object});
      break;
    case body:
      close_within(head, {});
      break;
    case h1:
    case h2:
    case h3:
    case h4:
    case h5:
    case h6:
      if (is_heading(current_tag())) pop();
      break;
    case a:
      if (current_tag() == a) pop();
      break;
    default:
      break;
  }
}

void TreeBuilder::start(Tag tag, std::string_view name, bool closes_itself) {
  if (syntax_ == Syntax::html && is_foreign() && breaks_out(tag)) {
    while (is_foreign()) pop();
  }
  const bool is_html = syntax_ == Syntax::html && !is_foreign();
  if (is_html) {
    // A second <html> or <body> opens nothing.
    if ((tag == Tag::html || tag == Tag::body || tag == Tag::head) && is_open(tag)) {
      page_.attributes_.resize(first_attribute_);
      return;
    }
    imply_ends(tag);
  }
  const Id id = append(tag, name);
  Node& node = page_.nodes_[id];
  node.first_attribute = static_cast<std::uint32_t>(first_attribute_);
  node.attributes = static_cast<std::uint8_t>(page_.attributes_.size() - first_attribute_);
  if (is_html ? is_void(tag) : closes_itself) return;
  if (closes_itself && (tag == Tag::svg || tag == Tag::math)) return;
  // Beyond the limit of depth, elements stand beside one another.
  if (open_.size() >= limits_.depth) pop();
  open_.push_back(id);
  ++open_count_[index(tag)];
}

void TreeBuilder::end(Tag tag, std::string_view name) {
  if (!is_open(tag)) {
    if (tag == Tag::br) append(tag, name);
    return;
  }
  bool crosses_blocks = false;
  for (std::size_t i = open_.size(); i-- > 0;) {
    const Node& node = page_.nodes_[open_[i]];
    if (node.tag == tag && (tag != Tag::other || node.text == name)) {
      if (!crosses_blocks || !is_formatting(tag)) return pop_to(i);
      // The block goes on without the formatting around it.
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
      --open_count_[index(tag)];
      return;
    }
    if (syntax_ == Syntax::html && is_boundary(node.tag) && !is_table_part(tag) &&
        tag != Tag::body && tag != Tag::html)
      return;
    if (node.tag == Tag::table && tag != Tag::table && is_table_part(tag)) return;
    crosses_blocks = crosses_blocks || is_block(node.tag);
  }
}

void TreeBuilder::finish() {
  auto& nodes = page_.nodes_;
  for (Id id = static_cast<Id>(nodes.size()); id-- > 0;) {
    nodes[id].end = std::max(nodes[id].end, id + 1);
    if (id == 0) break;
    Node& parent = nodes[nodes[id].parent];
    parent.end = std::max(parent.end, nodes[id].end);
  }
}

}  // namespace crow::extract
