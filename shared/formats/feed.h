// Feeds: RSS 2.0 and its forerunners, RSS 1.0 (RDF), Atom 1.0; item by item from a window of a
// longer text, in UTF-8.
//
//   auto head = read_feed_head(window, is_last);          // what kind it is, and where items begin
//   FeedItems items(window, head->scope, is_last);
//   for (;;) {
//     FeedStep step = items.next();
//     if (step.kind != FeedStep::Kind::item) break;
//     … step.item.title
//   }
//   // later, with the window behind items.position() and the same scope: the next items
//
// An item that is broken is told and passed over; the feed goes on behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/core/error.h"
#include "shared/formats/xml.h"

namespace crow {

enum class FeedKind : std::uint8_t { rss, rdf, atom };
constexpr auto names(FeedKind) { return std::to_array<std::string_view>({"rss", "rdf", "atom"}); }

// What an item must know of what stands around it, so that reading can go on in another window.
struct FeedScope {
  FeedKind kind = FeedKind::rss;
  Map<std::string> prefixes;  // Of the root element: prefix to namespace, "" for no prefix.

  static constexpr auto fields =
      describe(field<&FeedScope::kind>("kind", "What the root element says."),
               field<&FeedScope::prefixes>("prefixes", "Its namespaces."));
};

struct FeedHead {
  FeedScope scope;
  std::size_t bytes = 0;  // Up to the root element's content.
  std::size_t lines = 0;  // Line ends in them.
};

// Reads up to the root element. Absent when more of the text is needed.
//
// Errors: invalid_argument, for what is no feed.
Result<std::optional<FeedHead>> read_feed_head(std::string_view text, bool is_last);

// An item in plain text; each field is empty when the feed does not say it.
struct FeedItem {
  std::string id;  // The guid or id.
  std::string link, title, author, date;
  std::string text;  // The content, or else the summary, without markup.
  std::vector<std::string> categories;
};

struct FeedStep {
  enum class Kind : std::uint8_t {
    item,
    broken,       // An item that is none, as `fault` says; reading goes on behind it.
    more,         // The next item does not end within the window.
    end_of_feed,  // No item is left.
    fault,        // Not XML from here on, as `fault` says: a phrase after "The feed ".
  };
  Kind kind = Kind::end_of_feed;
  FeedItem item = {};
  std::string fault = {};
  std::size_t begin = 0;  // Where it begins in the window: for its line.
};

// Behind the first end tag of an item, whatever stands before it: how one that is too long is
// passed over. Absent when `text` holds none.
std::optional<std::size_t> end_of_item(std::string_view text, const FeedScope& scope);

class FeedItems {
 public:
  static constexpr std::size_t kDepthMax = 64;

  // `text` and `scope` must outlive it.
  FeedItems(std::string_view text, const FeedScope& scope, bool is_last)
      : text_(text), scope_(scope), is_last_(is_last) {}

  FeedStep next();
  // What is done: another window may begin here.
  std::size_t position() const { return at_; }

 private:
  FeedStep pass_over(std::size_t begin, std::string_view fault);

  std::string_view text_;
  const FeedScope& scope_;
  bool is_last_;
  std::size_t at_ = 0;
};

}  // namespace crow
