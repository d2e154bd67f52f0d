// Hangs the tokenizer's tokens into a Document: which start tag ends which open element, and which
// end tag ends what. Used by html.cpp alone.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "shared/extract/entities.h"
#include "shared/extract/html.h"

namespace crow::extract {

class TreeBuilder {
 public:
  TreeBuilder(std::string_view source, const HtmlLimits& limits, Syntax syntax);

  std::string_view source() const { return {page_.bytes_.data(), page_.bytes_.size()}; }
  bool is_full() const { return page_.nodes_.size() >= limits_.nodes; }
  bool is_foreign() const {
    return open_count_[index(Tag::svg)] + open_count_[index(Tag::math)] > 0;
  }

  // Offsets are of the source; each stretch is decoded once.
  void text(std::size_t begin, std::size_t end, Place place);
  void raw_text(std::size_t begin, std::size_t end);
  std::string_view to_lower(std::size_t begin, std::size_t end);

  // The attributes of the element that `start` will make.
  void begin_attributes() { first_attribute_ = page_.attributes_.size(); }
  void drop_attributes() { page_.attributes_.resize(first_attribute_); }
  void attribute(std::string_view name, std::size_t begin, std::size_t end);
  void start(Tag tag, std::string_view name, bool closes_itself);
  void end(Tag tag, std::string_view name);

  void finish();
  Document take() { return std::move(page_); }

 private:
  static std::size_t index(Tag tag) { return static_cast<std::size_t>(tag); }
  bool is_open(Tag tag) const { return open_count_[index(tag)] > 0; }
  Id current() const { return open_.empty() ? kNone : open_.back(); }
  Tag current_tag() const { return page_.nodes_[current()].tag; }

  Id append(Tag tag, std::string_view text);
  void pop();
  void pop_to(std::size_t depth);
  void imply_ends(Tag tag);
  // Closes the nearest open `tag` unless one of `boundaries` stands in between.
  void close_within(Tag tag, std::initializer_list<Tag> boundaries);

  Document page_;
  HtmlLimits limits_;
  Syntax syntax_;
  std::size_t first_attribute_ = 0;
  std::vector<Id> open_;
  std::array<std::uint32_t, 256> open_count_{};
};

}  // namespace crow::extract
