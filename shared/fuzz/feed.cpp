// A feed ends, whatever it holds: in one piece and in windows, with the same items.
#include "shared/formats/feed.h"

#include "shared/core/text.h"
#include "shared/formats/date.h"
#include "shared/formats/html-text.h"
#include "shared/fuzz/target.h"

namespace {

// What the items of a feed say, in windows that grow where one item does not fit.
std::string all_of(std::string_view text, const crow::FeedScope& scope, std::size_t window) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t size = window;;) {
    const bool is_last = at + size >= text.size();
    crow::FeedItems items(text.substr(at, size), scope, is_last);
    crow::FeedStep step = items.next();
    for (std::size_t before = 0; step.kind <= crow::FeedStep::Kind::broken; step = items.next()) {
      crow::fuzz::insist(items.position() > before && items.position() <= text.size() - at);
      before = items.position();
      const crow::FeedItem& item = step.item;
      for (const std::string* part : {&item.id, &item.link, &item.title, &item.author, &item.text})
        crow::fuzz::insist(crow::is_utf8(*part));
      out += crow::concat(item.id, '|', item.link, '|', item.title, '|', item.text, '\n');
    }
    if (step.kind != crow::FeedStep::Kind::more) return out;
    crow::fuzz::insist(!is_last);
    size = items.position() == 0 ? size * 2 : window;
    at += items.position();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  crow::fuzz::insist(crow::html_to_text(text).size() <= size);
  const auto date = crow::read_date(text);
  if (date) crow::fuzz::insist(crow::from_rfc3339(crow::to_rfc3339(*date)).has_value());
  const auto head = crow::read_feed_head(text, true);
  if (!head) return 0;
  crow::fuzz::insist(head->has_value() && (*head)->bytes <= size);
  const std::string_view items = text.substr((*head)->bytes);
  const std::string whole = all_of(items, (*head)->scope, size + 1);
  if (whole.find("fault") == whole.npos) all_of(items, (*head)->scope, 64);
  return 0;
}
