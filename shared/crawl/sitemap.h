// Sitemaps as sitemaps.org describes them, piece by piece: <urlset>, <sitemapindex>, a text with an
// address a line, and the feeds that may stand for one (RSS, Atom).
//
//   SitemapReader reader;
//   for (const SitemapEntry& entry : reader.take(piece, is_last)) …
//
// No more is held than the entry that is being read. What is broken ends the reading, and what came
// before it counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/formats/xml.h"

namespace crow::crawl {

struct SitemapEntry {
  std::string url;  // As written, blanks around it cut off.
  std::optional<Timestamp> modified;
  bool is_sitemap = false;  // Of an index: another sitemap.
};

class SitemapReader {
 public:
  enum class Kind : std::uint8_t { unknown, urlset, index, rss, atom, text, other };

  // The entries that end within what has come so far and were not given before. `piece` is UTF-8 or
  // a part of it.
  std::vector<SitemapEntry> take(std::string_view piece, bool is_last);

  Kind kind() const { return kind_; }
  // Why reading ended early: a phrase after "The sitemap "; else empty.
  std::string_view fault() const { return fault_; }
  bool is_done() const { return is_done_; }

 private:
  void token(const XmlToken& token, std::vector<SitemapEntry>& out);
  void begin(const XmlToken& token);
  void end(std::vector<SitemapEntry>& out);
  void lines(bool is_last, std::vector<SitemapEntry>& out);
  static void finish(SitemapEntry entry, std::vector<SitemapEntry>& out);

  Kind kind_ = Kind::unknown;
  std::string rest_;  // What is not read yet.
  std::string fault_;
  bool has_begun_ = false;  // What stands before the first word is taken off.
  bool is_done_ = false;
  int depth_ = 0;        // Open elements.
  int entry_depth_ = 0;  // Where the entry that is open stands; 0 for none.
  std::string* into_ = nullptr;
  std::string url_, modified_;
};

}  // namespace crow::crawl
