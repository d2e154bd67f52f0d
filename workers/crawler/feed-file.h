// Feeds that are longer than what the extractor takes at once: they go into the bucket as they
// come, and window by window from there to the extractor, each with what every window needs: the
// beginning of the XML, or the names of the table's columns. A step takes some windows and writes
// how far it is, so a process may die anywhere; the products of a window have a name in the
// catalog, so that they count once.
//
// A feed in JSON cannot be cut so, nor one in UTF-16.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/host/fetch.h"
#include "workers/crawler/delivery.h"

namespace crow::crawler {

inline constexpr std::size_t kFeedBytesMax = 50'000'000;

// The binding of the bucket, and where the feed of a crawl lies in it.
inline constexpr std::string_view kFeedBucket = "FEEDS";
std::string feed_key(std::string_view crawl);

struct LargeFeed {
  std::int64_t page = 0;  // Its number in the frontier; 0 while there is none.
  std::int64_t offset = 0, size = 0;
  std::int64_t products = 0;                // That it brought.
  std::string head = {};                    // What every window begins with.
  std::string tag = {};                     // "</item>": what ends a product; empty for a table.
  std::string separator = {};               // Of a table.
  std::string contentType = {}, mark = {};  // What the shop calls it; what the bucket calls it.
  std::string etag = {}, lastModified = {};

  static constexpr auto fields = describe(
      field<&LargeFeed::page>("page", ""), field<&LargeFeed::offset>("offset", ""),
      field<&LargeFeed::size>("size", ""), field<&LargeFeed::products>("products", ""),
      field<&LargeFeed::head>("head", ""), field<&LargeFeed::tag>("tag", ""),
      field<&LargeFeed::separator>("separator", ""),
      field<&LargeFeed::contentType>("contentType", ""), field<&LargeFeed::mark>("mark", ""),
      field<&LargeFeed::etag>("etag", ""), field<&LargeFeed::lastModified>("lastModified", ""));
};

// How a feed that begins so is cut. Nothing when it cannot be.
std::optional<LargeFeed> plan_feed(std::string_view start);
// The bytes of a window that are whole rows of it; 0 when not even one is.
std::size_t whole_rows(const LargeFeed& feed, std::string_view window);

// Puts what has come of a feed, and what is still to come, into the bucket.
//
// Errors: payload_too_large, when it cannot be cut; those of the download and of the bucket.
Task<LargeFeed> keep_feed(const JobContext& job, Download& download, std::string begun);

// How far a turn came.
struct FeedTurn {
  bool is_over = false;
  std::string code = {}, message = {};  // Of a failure.
};

// Takes windows until the feed or the time is over, and sends what they hold.
//
// Errors: unavailable, and those of products.
Task<FeedTurn> take_windows(JobContext& job, LargeFeed& feed, const std::string& url,
                            Delivery& delivery, Counts& counts, std::int64_t until_ms);

}  // namespace crow::crawler
