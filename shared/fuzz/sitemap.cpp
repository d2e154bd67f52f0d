// A sitemap ends, whatever it holds, and names the same pages in one piece and in many.
#include "shared/crawl/sitemap.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

namespace {

std::string read(std::string_view text, std::size_t piece, std::string& fault) {
  crow::crawl::SitemapReader reader;
  std::string out;
  for (std::size_t at = 0;; at += piece) {
    const bool is_last = at >= text.size();
    const auto part = is_last ? std::string_view() : text.substr(at, piece);
    for (const auto& entry : reader.take(part, is_last)) {
      crow::fuzz::insist(!entry.url.empty() && entry.url.size() <= 2'048);
      out += crow::concat(entry.is_sitemap ? "+" : "", entry.url, '\n');
    }
    if (is_last) break;
  }
  crow::fuzz::insist(reader.is_done());
  fault = reader.fault();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  std::string fault, other;
  const std::string whole = read(text, size + 1, fault);
  for (const std::size_t piece : {1u, 13u}) {
    const std::string parts = read(text, piece, other);
    // What is broken may be seen at another place when it comes in pieces.
    if (fault.empty() && other.empty()) crow::fuzz::insist(parts == whole);
  }
  return 0;
}
