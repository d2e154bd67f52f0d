#include "shared/formats/feed.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/html-text.h"

namespace crow {
namespace {

using TokenKind = XmlToken::Kind;

// The namespaces that matter, by one letter each; what has none, or RSS 1.0's, is the feed's own.
enum class Space : std::uint8_t { own, atom, dublin, content, other };

Space space_of(std::string_view uri) {
  if (uri.empty() || uri == "http://purl.org/rss/1.0/" || uri == "http://backend.userland.com/rss2")
    return Space::own;
  if (uri == "http://www.w3.org/2005/Atom") return Space::atom;
  if (uri == "http://purl.org/dc/elements/1.1/") return Space::dublin;
  if (uri == "http://purl.org/rss/1.0/modules/content/") return Space::content;
  return Space::other;
}

constexpr std::string_view kXmlns = "xmlns";

// Calls with prefix and namespace of each declaration of an element.
template <typename Declare>
void each_namespace(const XmlToken& token, Declare declare) {
  for (const auto& [name, value] : token.attributes) {
    if (name == kXmlns) declare(std::string_view(), value);
    if (name.starts_with("xmlns:")) declare(name.substr(6), value);
  }
}

// What an element within an item is to the item.
enum class Role : std::uint8_t {
  none,
  id,
  link,
  title,
  summary,
  content,
  author,
  author_name,
  date,
  updated,
  category
};

struct Meaning {
  Space space;
  std::string_view name;
  Role role;
};
constexpr Meaning kMeanings[] = {
    {Space::own, "guid", Role::id},
    {Space::own, "link", Role::link},
    {Space::own, "title", Role::title},
    {Space::own, "description", Role::summary},
    {Space::own, "author", Role::author},
    {Space::own, "pubDate", Role::date},
    {Space::own, "category", Role::category},
    {Space::content, "encoded", Role::content},
    {Space::dublin, "creator", Role::author},
    {Space::dublin, "date", Role::date},
    {Space::dublin, "subject", Role::category},
    {Space::atom, "id", Role::id},
    {Space::atom, "link", Role::link},
    {Space::atom, "title", Role::title},
    {Space::atom, "summary", Role::summary},
    {Space::atom, "content", Role::content},
    {Space::atom, "author", Role::none},  // Its name is an element of its own.
    {Space::atom, "name", Role::author_name},
    {Space::atom, "published", Role::date},
    {Space::atom, "updated", Role::updated},
    {Space::atom, "category", Role::category},
};

Role role_of(Space space, std::string_view name) {
  for (const Meaning& meaning : kMeanings)
    if (meaning.space == space && meaning.name == name) return meaning.role;
  return Role::none;
}

// Reads one item, whose start tag was read.
class ItemReader {
 public:
  ItemReader(XmlReader& reader, const FeedScope& scope) : reader_(reader), scope_(scope) {}

  // item, broken or more.
  FeedStep read(const XmlToken& start) {
    open(start);
    if (const auto about = start.attribute("rdf:about")) item_.id = *about;
    while (!elements_.empty()) {
      XmlToken token = reader_.next();
      switch (token.kind) {
        case TokenKind::start:
          if (elements_.size() == FeedItems::kDepthMax)
            return {.kind = FeedStep::Kind::broken, .fault = "is nested too deeply"};
          open(token);
          begin(token);
          break;
        case TokenKind::text:
          if (captured_ != Role::none) text_ += token.text;
          break;
        case TokenKind::end:
          if (elements_.back().name != token.name)
            return {.kind = FeedStep::Kind::broken, .fault = "has tags that do not match"};
          end();
          break;
        case TokenKind::more:
          return {.kind = FeedStep::Kind::more};
        case TokenKind::end_of_text:
          return {.kind = FeedStep::Kind::broken, .fault = "does not end"};
        case TokenKind::fault:
          return {.kind = FeedStep::Kind::broken, .fault = std::move(token.text)};
      }
    }
    finish();
    return {.kind = FeedStep::Kind::item, .item = std::move(item_)};
  }

  // The namespace of a name, as it stands among the declarations.
  Space space(std::string_view name) const {
    const std::string_view prefix = prefix_of(name);
    for (auto one = declared_.rbegin(); one != declared_.rend(); ++one)
      if (one->prefix == prefix) return space_of(one->uri);
    for (const auto& [key, uri] : scope_.prefixes.entries)
      if (key == prefix) return space_of(uri);
    return prefix.empty() ? Space::own : Space::other;
  }

  void open(const XmlToken& token) {
    const std::size_t before = declared_.size();
    each_namespace(token, [&](std::string_view prefix, std::string_view uri) {
      declared_.push_back({std::string(prefix), std::string(uri)});
    });
    elements_.push_back({token.name, before});
  }

 private:
  struct Element {
    std::string_view name;
    std::size_t declared;  // How many namespaces were declared before it.
  };
  struct Declared {
    std::string prefix, uri;
  };

  void begin(const XmlToken& token) {
    if (captured_ != Role::none) {
      text_ += ' ';  // Markup within: words on both sides stay apart.
      return;
    }
    const Role role = role_of(space(token.name), local_name(token.name));
    // A direct child of the item, or the name within Atom's author.
    const bool is_child = elements_.size() == 2;
    const bool is_name = role == Role::author_name && elements_.size() == 3 &&
                         local_name(elements_[1].name) == "author";
    if (!(is_child && role != Role::author_name) && !is_name) return;
    if (role == Role::link && token.attribute("href")) {
      const std::string_view relation = token.attribute("rel").value_or("alternate");
      if (relation == "alternate" && item_.link.empty()) item_.link = *token.attribute("href");
      return;
    }
    if (role == Role::category && token.attribute("term")) {
      add_category(std::string(*token.attribute("term")));
      return;
    }
    captured_ = role;
    captured_at_ = elements_.size();
    is_permalink_ = token.attribute("isPermaLink").value_or("true") != "false";
    text_.clear();
  }

  void end() {
    if (captured_ != Role::none && elements_.size() == captured_at_) {
      keep(std::exchange(captured_, Role::none), trimmed(std::move(text_)));
      text_.clear();
    } else if (captured_ != Role::none) {
      text_ += ' ';
    }
    declared_.resize(elements_.back().declared);
    elements_.pop_back();
  }

  static std::string trimmed(std::string text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }

  void add_category(std::string name) {
    constexpr std::size_t kCategoriesMax = 20;
    if (!name.empty() && item_.categories.size() < kCategoriesMax)
      item_.categories.push_back(html_to_text(name));
  }

  // The first of a kind counts.
  void keep(Role role, std::string text) {
    const auto set = [&](std::string& where) {
      if (where.empty()) where = std::move(text);
    };
    switch (role) {
      case Role::id:
        // A guid goes before what RDF calls the item by.
        if (is_permalink_ && text.starts_with("http")) guid_link_ = text;
        item_.id = std::move(text);
        break;
      case Role::link:
        return set(item_.link);
      case Role::title:
        text = html_to_text(text);
        return set(item_.title);
      case Role::summary:
        return set(summary_);
      case Role::content:
        return set(content_);
      case Role::author:
      case Role::author_name:
        text = html_to_text(text);
        return set(item_.author);
      case Role::date:
        return set(item_.date);
      case Role::updated:
        return set(updated_);
      case Role::category:
        return add_category(std::move(text));
      case Role::none:
        break;
    }
  }

  void finish() {
    if (item_.link.empty()) item_.link = std::move(guid_link_);
    if (item_.date.empty()) item_.date = std::move(updated_);
    item_.text = html_to_text(content_.empty() ? summary_ : content_);
  }

  XmlReader& reader_;
  const FeedScope& scope_;
  FeedItem item_;
  std::vector<Element> elements_;
  std::vector<Declared> declared_;
  Role captured_ = Role::none;
  std::size_t captured_at_ = 0;
  bool is_permalink_ = true;
  std::string text_, summary_, content_, updated_, guid_link_;
};

bool is_item(const FeedScope& scope, Space space, std::string_view name) {
  if (scope.kind == FeedKind::atom) return space == Space::atom && name == "entry";
  return space == Space::own && name == "item";
}

std::unexpected<Error> no_feed(std::string_view why) {
  return fail(ErrorCode::invalid_argument, concat("The feed ", why, "."));
}

}  // namespace

Result<std::optional<FeedHead>> read_feed_head(std::string_view text, bool is_last) {
  XmlReader reader(text, is_last);
  for (;;) {
    const XmlToken token = reader.next();
    if (token.kind == TokenKind::more) return std::optional<FeedHead>();
    if (token.kind == TokenKind::fault) return no_feed(token.text);
    if (token.kind == TokenKind::end_of_text) return no_feed("is empty");
    if (token.kind == TokenKind::end) return no_feed("has a tag that is none");
    if (token.kind == TokenKind::text) {
      if (token.text.find_first_not_of(" \t\r\n\xef\xbb\xbf") != token.text.npos)
        return no_feed("begins with text");
      continue;
    }
    FeedHead head;
    each_namespace(token, [&](std::string_view prefix, std::string_view uri) {
      constexpr std::size_t kNamespaceMax = 300;
      if (uri.size() <= kNamespaceMax)
        head.scope.prefixes.entries.emplace_back(std::string(prefix), std::string(uri));
    });
    const std::string_view root = local_name(token.name);
    if (root == "rss")
      head.scope.kind = FeedKind::rss;
    else if (root == "RDF")
      head.scope.kind = FeedKind::rdf;
    else if (root == "feed")
      head.scope.kind = FeedKind::atom;
    else
      return no_feed("is another kind of XML");
    head.bytes = reader.position();
    head.lines = static_cast<std::size_t>(std::ranges::count(text.substr(0, head.bytes), '\n'));
    return std::optional(std::move(head));
  }
}

std::optional<std::size_t> end_of_item(std::string_view text, const FeedScope& scope) {
  constexpr std::size_t kTagMax = 64;
  const std::string_view name = scope.kind == FeedKind::atom ? "entry" : "item";
  for (auto at = text.find("</"); at != text.npos; at = text.find("</", at + 2)) {
    const std::string_view tag = text.substr(at + 2, kTagMax);
    const auto end = tag.find('>');
    if (end != tag.npos && local_name(trim(tag.substr(0, end))) == name) return at + 2 + end + 1;
  }
  return std::nullopt;
}

// The item has a fault: reading goes on behind its end tag, wherever that is.
FeedStep FeedItems::pass_over(std::size_t begin, std::string_view fault) {
  const auto end = end_of_item(text_.substr(begin), scope_);
  if (!end && !is_last_) return {.kind = FeedStep::Kind::more, .begin = begin};
  at_ = end ? begin + *end : text_.size();
  return {.kind = FeedStep::Kind::broken, .fault = std::string(fault), .begin = begin};
}

FeedStep FeedItems::next() {
  XmlReader reader(text_.substr(at_), is_last_);
  const std::size_t base = at_;
  for (;;) {
    const std::size_t begin = base + reader.position();
    const XmlToken token = reader.next();
    switch (token.kind) {
      case TokenKind::more:
        at_ = begin;
        return {.kind = FeedStep::Kind::more, .begin = begin};
      case TokenKind::end_of_text:
        at_ = begin;
        return {.kind = FeedStep::Kind::end_of_feed, .begin = begin};
      case TokenKind::fault:
        at_ = begin;
        return {.kind = FeedStep::Kind::fault, .fault = token.text, .begin = begin};
      case TokenKind::text:
      case TokenKind::end:
        at_ = base + reader.position();
        continue;
      case TokenKind::start:
        break;
    }
    ItemReader item(reader, scope_);
    item.open(token);
    if (!is_item(scope_, item.space(token.name), local_name(token.name))) {
      at_ = base + reader.position();
      continue;
    }
    FeedStep step = ItemReader(reader, scope_).read(token);
    step.begin = begin;
    if (step.kind == FeedStep::Kind::broken) return pass_over(begin, step.fault);
    // Within an item that does not end here, nothing is done yet.
    at_ = step.kind == FeedStep::Kind::more ? begin : base + reader.position();
    return step;
  }
}

}  // namespace crow
