// The page as a visitor reads it: lines of text in document order, each stretch of text with the
// node it comes from. Distances between things are counted in such stretches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/extract/hints.h"
#include "shared/extract/html.h"

namespace crow::extract {

struct Segment {
  Id node = kNone;                   // A run of text.
  std::uint32_t begin = 0, end = 0;  // In Layout::text.
  std::uint32_t line = 0;
};

struct Line {
  std::uint32_t begin = 0, end = 0;   // In Layout::text.
  std::uint32_t first = 0, last = 0;  // Segments, last included.
};

struct Layout {
  std::string
      text;  // Folded; lines end in '\n'. Split prices are joined: 12<sup>99</sup> is 12.99.
  std::vector<Segment> segments;
  std::vector<Line> lines;

  std::string_view text_of(const Line& line) const {
    return std::string_view(text).substr(line.begin, line.end - line.begin);
  }
  // The segment that holds an offset.
  std::size_t segment_at(std::size_t offset) const;
  // The first segment at or behind a node.
  std::size_t segment_of(Id node) const;
};

Layout read_layout(const Document& page, const Hints& hints);

}  // namespace crow::extract
