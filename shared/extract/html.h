// A tree out of the HTML of the real web: unclosed, misnested, of any size.
//
//   const Document page = parse_html(html);
//   for (Id id = 1; id < page.size(); ++id)
//     if (page[id].tag == Tag::h1) use(page.attribute(id, "class"));
//
// Nodes stand in document order, so the subtree of a node is the range [id, page[id].end), and most
// questions are a loop over it. The tokenizer follows WHATWG HTML 13.2.5; the tree builder implies
// end tags as 13.2.6 does, but moves nothing: no foster parenting, no reconstructed formatting.
// Work and memory are linear in the input, nothing recurses, and depth, nodes and bytes are
// bounded; what lies beyond a bound is left out or hung one level higher.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/extract/tags.h"

namespace crow::extract {

using Id = std::uint32_t;
inline constexpr Id kNone = 0;  // The root, which is nobody's child, sibling or match.

struct Node {
  Tag tag = Tag::other;
  std::uint8_t attributes = 0;  // How many, from first_attribute on.
  std::uint16_t depth = 0;
  std::uint32_t first_attribute = 0;
  Id parent = kNone;
  Id end = 0;             // One past the last node below this one.
  std::string_view text;  // An element's name in lower case, or a run's text.
};

struct Attribute {
  std::string_view name;  // In lower case.
  std::string_view value;
};

struct HtmlLimits {
  std::size_t bytes = 16u << 20;
  std::size_t nodes = 400'000;
  std::size_t depth = 256;
};

enum class Syntax : std::uint8_t { html, xml };

class Document {
 public:
  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](Id id) const { return nodes_[id]; }

  // An attribute's value, or empty. `name` in lower case.
  std::string_view attribute(Id id, std::string_view name) const;
  bool has_attribute(Id id, std::string_view name) const;
  // All attributes of an element, in order; a name that comes twice counts once, the first.
  const Attribute* begin_attributes(Id id) const {
    return attributes_.data() + nodes_[id].first_attribute;
  }
  const Attribute* end_attributes(Id id) const {
    return begin_attributes(id) + nodes_[id].attributes;
  }

  bool is_inside(Id id, Id ancestor) const { return id >= ancestor && id < nodes_[ancestor].end; }
  // The nearest node that holds both.
  Id common_ancestor(Id a, Id b) const;
  // The nearest ancestor, or the node itself, with this tag; kNone without one.
  Id closest(Id id, Tag tag) const;

 private:
  friend class TreeBuilder;

  std::vector<char> bytes_;  // The source; names and decoded references are written into it.
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
};

// `html` must be UTF-8 for the texts to be.
Document parse_html(std::string_view html, const HtmlLimits& limits = {});

// The same for a feed: no element is special, CDATA is text.
Document parse_xml(std::string_view xml, const HtmlLimits& limits = {});

}  // namespace crow::extract
