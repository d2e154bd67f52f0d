// XML, token by token, from a window of a longer text. For feeds: namespaces, CDATA and character
// references, and nothing that reaches beyond the text. A document type is refused, so there are no
// entities to expand and none to fetch: a reference that is not one of the five or a number stays
// as it is written.
//
//   XmlReader reader(window, is_last);
//   for (XmlToken token = reader.next(); token.kind != XmlToken::Kind::end_of_text; …)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crow {

struct XmlToken {
  enum class Kind : std::uint8_t {
    start,        // <name …>; an empty element's end comes behind it.
    end,          // </name>
    text,         // Between tags, or CDATA; references replaced. Never empty.
    more,         // The window ends within a token, or with one that may go on.
    end_of_text,  // Nothing is left, and nothing follows.
    fault,        // Not XML, as `text` says: a phrase after "The feed ".
  };
  Kind kind = Kind::end_of_text;
  std::string_view name = {};  // As written, with its prefix.
  std::string text = {};
  std::vector<std::pair<std::string_view, std::string>> attributes = {};

  std::optional<std::string_view> attribute(std::string_view its_name) const;
};

// The part of a name behind its prefix, and the prefix.
std::string_view local_name(std::string_view name);
std::string_view prefix_of(std::string_view name);

// Checks each token; whether tags match one another is its user's to see.
class XmlReader {
 public:
  // `text` must outlive the reader and its tokens.
  XmlReader(std::string_view text, bool is_last) : text_(text), is_last_(is_last) {}

  XmlToken next();
  // Where the next token begins.
  std::size_t position() const { return at_; }

 private:
  XmlToken read_tag();
  XmlToken cut() const;
  std::optional<XmlToken> skip(std::string_view begin, std::string_view end);

  std::string_view text_;
  bool is_last_;
  std::size_t at_ = 0;
  std::string_view open_empty_ = {};  // The name of an empty element whose end comes next.
};

}  // namespace crow
