#include "shared/crawl/sitemap.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/date.h"

namespace crow::crawl {
namespace {

constexpr std::size_t kUrlMax = 2'048;
constexpr std::size_t kRestMax = 256 * 1024;  // Of one token: a comment, an address.

std::string_view trim_all(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

}  // namespace

void SitemapReader::finish(SitemapEntry entry, std::vector<SitemapEntry>& out) {
  if (!entry.url.empty() && entry.url.size() <= kUrlMax) out.push_back(std::move(entry));
}

void SitemapReader::begin(const XmlToken& token) {
  const std::string_view name = local_name(token.name);
  ++depth_;
  if (depth_ == 1) {
    kind_ = name == "urlset"         ? Kind::urlset
            : name == "sitemapindex" ? Kind::index
            : name == "rss"          ? Kind::rss
            : name == "feed"         ? Kind::atom
                                     : Kind::other;
    return;
  }
  const bool is_entry = kind_ == Kind::urlset  ? name == "url" && depth_ == 2
                        : kind_ == Kind::index ? name == "sitemap" && depth_ == 2
                        : kind_ == Kind::rss   ? name == "item"
                        : kind_ == Kind::atom  ? name == "entry" && depth_ == 2
                                               : false;
  if (is_entry && entry_depth_ == 0) {
    entry_depth_ = depth_;
    url_.clear();
    modified_.clear();
    return;
  }
  into_ = nullptr;
  // Images and videos of an entry have a <loc> of their own, deeper or under another prefix.
  if (entry_depth_ == 0 || depth_ != entry_depth_ + 1) return;
  if (kind_ == Kind::atom) {
    const auto rel = token.attribute("rel");
    const auto href = token.attribute("href");
    if (name == "link" && href && (!rel || *rel == "alternate")) url_ = trim_all(*href);
    if (name == "updated") into_ = &modified_;
    return;
  }
  const bool is_feed = kind_ == Kind::rss;
  if (name == (is_feed ? "link" : "loc") && url_.empty() &&
      prefix_of(token.name).find("image") == std::string_view::npos &&
      prefix_of(token.name).find("video") == std::string_view::npos)
    into_ = &url_;
  if (name == (is_feed ? "pubDate" : "lastmod")) into_ = &modified_;
}

void SitemapReader::end(std::vector<SitemapEntry>& out) {
  into_ = nullptr;
  if (entry_depth_ != 0 && depth_ == entry_depth_) {
    finish({.url = std::string(trim_all(url_)),
            .modified = read_date(trim_all(modified_)),
            .is_sitemap = kind_ == Kind::index},
           out);
    entry_depth_ = 0;
  }
  --depth_;
  if (depth_ <= 0) is_done_ = true;
}

void SitemapReader::token(const XmlToken& token, std::vector<SitemapEntry>& out) {
  switch (token.kind) {
    case XmlToken::Kind::start:
      return begin(token);
    case XmlToken::Kind::end:
      return end(out);
    case XmlToken::Kind::text:
      if (into_ && into_->size() <= kUrlMax) *into_ += token.text;
      return;
    default:
      return;
  }
}

void SitemapReader::lines(bool is_last, std::vector<SitemapEntry>& out) {
  std::string_view text = rest_;
  for (;;) {
    const std::size_t end = text.find_first_of("\r\n");
    if (end == text.npos && !is_last) break;
    const std::string_view line = trim_all(text.substr(0, end));
    if (is_address(line))
      finish({.url = std::string(line), .modified = {}, .is_sitemap = false}, out);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (end == text.npos) break;
  }
  rest_.erase(0, rest_.size() - text.size());
}

std::vector<SitemapEntry> SitemapReader::take(std::string_view piece, bool is_last) {
  std::vector<SitemapEntry> out;
  if (is_done_) return out;
  rest_ += piece;
  if (!has_begun_) {
    std::string_view start = rest_;
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start = trim_all(start);
    if (start.size() < 8 && !is_last) return out;
    has_begun_ = true;
    if (is_address(start)) kind_ = Kind::text;
    rest_.erase(0, start.empty() ? rest_.size() : rest_.find(start));
  }
  if (kind_ == Kind::text) {
    lines(is_last, out);
  } else {
    XmlReader reader(rest_, is_last);
    std::size_t read = 0;
    for (bool is_reading = true; is_reading && !is_done_;) {
      const XmlToken next = reader.next();
      if (next.kind == XmlToken::Kind::more) break;
      if (next.kind == XmlToken::Kind::fault) fault_ = next.text;
      is_reading = next.kind != XmlToken::Kind::fault && next.kind != XmlToken::Kind::end_of_text;
      token(next, out);
      read = reader.position();
    }
    is_done_ = is_done_ || !fault_.empty() || kind_ == Kind::other;
    rest_.erase(0, read);
  }
  if (rest_.size() > kRestMax && !is_done_) fault_ = "holds a line or a tag that does not end";
  is_done_ = is_done_ || is_last || !fault_.empty();
  return out;
}

}  // namespace crow::crawl
