#include "shared/extract/html.h"

#include "shared/extract/tree-builder.h"

namespace crow::extract {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

bool starts_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  for (std::size_t i = 0; i < lower_prefix.size(); ++i)
    if (lower(text[i]) != lower_prefix[i]) return false;
  return true;
}

// The tokens of 13.2.5, given to a TreeBuilder as they are found.
class Tokenizer {
 public:
  Tokenizer(TreeBuilder& builder, Syntax syntax)
      : builder_(builder), text_(builder.source()), syntax_(syntax) {}

  void run() {
    while (at_ < text_.size() && !builder_.is_full()) {
      const std::size_t open = find('<', at_);
      if (open > at_) builder_.text(at_, open, Place::text);
      at_ = open;
      if (at_ < text_.size()) markup();
    }
    builder_.finish();
  }

 private:
  std::size_t find(char c, std::size_t from) const {
    return std::min(text_.find(c, from), text_.size());
  }
  std::size_t find(std::string_view what, std::size_t from) const {
    return std::min(text_.find(what, from), text_.size());
  }
  std::string_view rest() const { return text_.substr(at_); }

  void markup() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (is_letter(next)) return start_tag();
    if (next == '/') return end_tag();
    if (next == '!') return declaration();
    if (next == '?') {
      at_ = std::min(find('>', at_) + 1, text_.size());
      return;
    }
    builder_.text(at_, at_ + 1, Place::text);  // A '<' that opens nothing.
    ++at_;
  }

  void declaration() {
    if (rest().starts_with("<!--")) {
      // "<!-->" and "<!--->" are whole comments.
      if (rest().starts_with("<!-->") || rest().starts_with("<!--->")) {
        at_ = find('>', at_) + 1;
        return;
      }
      at_ = comment_end(at_ + 4);
      return;
    }
    if (rest().starts_with("<![CDATA[") && (syntax_ == Syntax::xml || builder_.is_foreign())) {
      const std::size_t end = find("]]>", at_ + 9);
      if (end > at_ + 9) builder_.raw_text(at_ + 9, end);
      at_ = std::min(end + 3, text_.size());
      return;
    }
    at_ = std::min(find('>', at_) + 1, text_.size());
  }

  // One past "-->" or "--!>". Without either the comment takes all that is left.
  std::size_t comment_end(std::size_t from) const {
    for (std::size_t dash = find("--", from); dash < text_.size(); dash = find("--", dash + 1)) {
      if (text_.substr(dash).starts_with("-->")) return dash + 3;
      if (text_.substr(dash).starts_with("--!>")) return dash + 4;
    }
    return text_.size();
  }

  void end_tag() {
    if (at_ + 2 >= text_.size() || !is_letter(text_[at_ + 2])) {
      at_ = std::min(find('>', at_) + 1, text_.size());
      return;
    }
    at_ += 2;
    const std::string_view name = read_name();
    builder_.end(tag(name), name);
    skip_attributes();
  }

  void start_tag() {
    ++at_;
    const std::string_view name = read_name();
    const Tag kind = tag(name);
    builder_.begin_attributes();
    const bool closes_itself = read_attributes();
    builder_.start(kind, name, closes_itself);
    if (syntax_ == Syntax::xml || builder_.is_foreign()) return;
    if (is_raw_text(kind) || is_escapable(kind)) raw_text(kind, name);
  }

  // Up to the element's own end tag, which is left to be read.
  void raw_text(Tag kind, std::string_view name) {
    std::size_t end = at_;
    for (;; end += 2) {
      end = find("</", end);
      if (end >= text_.size()) break;
      const std::size_t behind = end + 2 + name.size();
      if (!starts_ignoring_case(text_.substr(end + 2), name)) continue;
      if (behind >= text_.size() || is_space(text_[behind]) || text_[behind] == '>' ||
          text_[behind] == '/')
        break;
    }
    end = std::min(end, text_.size());
    if (end > at_) {
      if (is_escapable(kind))
        builder_.text(at_, end, Place::text);
      else
        builder_.raw_text(at_, end);
    }
    at_ = end;
    if (at_ == text_.size()) builder_.end(kind, name);
  }

  Tag tag(std::string_view name) const {
    return syntax_ == Syntax::xml ? Tag::other : tag_of(name);
  }

  std::string_view read_name() {
    const std::size_t from = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '/' && text_[at_] != '>')
      ++at_;
    return builder_.to_lower(from, at_);
  }

  // From behind the name to behind '>'. Whether a '/' stands right before it.
  bool read_attributes() {
    for (;;) {
      while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == '/')) ++at_;
      if (at_ >= text_.size()) return false;
      if (text_[at_] == '>') {
        ++at_;
        return text_[at_ - 2] == '/';
      }
      read_attribute();
    }
  }

  void skip_attributes() {
    builder_.begin_attributes();
    read_attributes();
    builder_.drop_attributes();
  }

  void read_attribute() {
    const std::size_t from = at_++;  // A '=' at the beginning belongs to the name.
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' &&
           text_[at_] != '=')
      ++at_;
    const std::string_view name = builder_.to_lower(from, at_);
    std::size_t look = at_;
    while (look < text_.size() && is_space(text_[look])) ++look;
    if (look >= text_.size() || text_[look] != '=') return builder_.attribute(name, 0, 0);
    at_ = look + 1;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
      const std::size_t begin = at_ + 1;
      const std::size_t end = find(text_[at_], begin);
      builder_.attribute(name, begin, end);
      at_ = std::min(end + 1, text_.size());
      return;
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>') ++at_;
    builder_.attribute(name, begin, at_);
  }

  TreeBuilder& builder_;
  std::string_view text_;
  Syntax syntax_;
  std::size_t at_ = 0;
};

Document parse(std::string_view source, const HtmlLimits& limits, Syntax syntax) {
  TreeBuilder builder(source.substr(0, limits.bytes), limits, syntax);
  Tokenizer(builder, syntax).run();
  return builder.take();
}

}  // namespace

Document parse_html(std::string_view html, const HtmlLimits& limits) {
  return parse(html, limits, Syntax::html);
}

Document parse_xml(std::string_view xml, const HtmlLimits& limits) {
  return parse(xml, limits, Syntax::xml);
}

std::string_view Document::attribute(Id id, std::string_view name) const {
  for (const auto* it = begin_attributes(id); it != end_attributes(id); ++it)
    if (it->name == name) return it->value;
  return {};
}

bool Document::has_attribute(Id id, std::string_view name) const {
  for (const auto* it = begin_attributes(id); it != end_attributes(id); ++it)
    if (it->name == name) return true;
  return false;
}

Id Document::common_ancestor(Id a, Id b) const {
  while (!is_inside(b, a)) a = nodes_[a].parent;
  return a;
}

Id Document::closest(Id id, Tag tag) const {
  while (id != kNone && nodes_[id].tag != tag) id = nodes_[id].parent;
  return id;
}

}  // namespace crow::extract
