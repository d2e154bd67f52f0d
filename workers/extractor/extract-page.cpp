#include "shared/core/text.h"
#include "shared/extract/charset.h"
#include "shared/extract/extract.h"
#include "shared/extract/feed.h"
#include "shared/extract/links.h"
#include "shared/host/text-decoder.h"
#include "shared/json/write.h"
#include "workers/extractor/describe-product.h"
#include "workers/extractor/handlers.h"

namespace crow::extractor {
namespace {

// One instance has 96 MiB, and a tree takes several times what its page does.
constexpr extract::HtmlLimits kPageLimits{.bytes = kPageBytesMax, .nodes = 200'000};

Task<std::string> decode(Host host, std::string bytes, std::string content_type) {
  const std::string charset = extract::sniff_charset(bytes, content_type);
  if (auto text = extract::to_utf8(bytes, charset)) co_return std::move(*text);
  TextDecoder decoder(host, charset);
  co_return co_await decoder.decode(bytes, true);
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  for (const std::string_view start : starts)
    if (text.size() >= start.size() && equals_ignoring_case(text.substr(0, start.size()), start))
      return true;
  return false;
}

// Whether a document is a feed: what it is called counts only where it does not begin as HTML does.
bool is_feed(std::string_view text, std::string_view content_type, bool is_called_one) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (begins_with_any(text, {"<rss", "<feed", "<channel", "{", "["})) return true;
  const std::string type = media_type(content_type);
  if (type == "text/csv" || type == "text/tab-separated-values") return true;
  if (begins_with_any(text, {"<!doctype html", "<html"})) return false;
  if (begins_with_any(text, {"<?xml", "<!--"})) {
    const std::string_view head = text.substr(0, 2'000);
    return head.find("<html") == head.npos &&
           (head.find("<rss") != head.npos || head.find("<feed") != head.npos);
  }
  return (is_called_one || type == "text/plain") && !text.starts_with('<');
}

ExtractPage::Output read_page(std::string_view html, const std::string& url) {
  ExtractPage::Output out;
  const extract::Document document = extract::parse_html(html, kPageLimits);
  const extract::Page page = extract::extract(document, url);
  extract::Leads leads = extract::read_leads(document, url, kAgent);
  out.isProduct = page.kind == extract::PageKind::product;
  for (const extract::Product& product : page.products)
    out.products.push_back(describe_product(product, url));
  if (!page.canonical_url.empty()) out.canonicalUrl = plain_text(page.canonical_url, html.npos);
  out.links.reserve(leads.links.size());
  for (extract::Link& link : leads.links)
    out.links.push_back({std::move(link.url), link.is_nofollow});
  out.robots = {leads.is_noindex, leads.is_nofollow};
  out.pageTitle = plain_text(leads.title, 500);
  return out;
}

ExtractPage::Output read_feed(std::string_view text, const std::string& url, std::size_t before) {
  ExtractPage::Output out;
  out.isFeed = true;
  // Charsets of one byte a character become longer in UTF-8.
  const extract::Feed feed = extract::read_feed(text, {.bytes = kPageBytesMax * 3});
  const std::size_t begin = std::min(before, feed.products.size());
  const std::size_t end = std::min(begin + kRowsAtOnce, feed.products.size());
  out.products.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i)
    out.products.push_back(describe_product(feed.products[i], url));
  out.rowsLeft = static_cast<std::int64_t>(feed.products.size() - end);
  return out;
}

}  // namespace

Task<Response> extract_page(Context& context) {
  const std::string content_type(context.request.header_or("content-type", {}));
  const std::string url(context.request.header_or("x-page-url", {}));
  const auto rows_before = static_cast<std::size_t>(std::max<std::int64_t>(
      to_number(context.request.header_or("x-rows-before", "0")).value_or(0), 0));
  std::string bytes = co_await context.host.body(kPageBytesMax);
  std::string text = co_await decode(context.host, std::move(bytes), content_type);
  std::erase(text, '\0');
  const bool is_called_feed = context.request.header_or("x-kind", {}) == "feed";
  const ExtractPage::Output out = is_feed(text, content_type, is_called_feed)
                                      ? read_feed(text, url, rows_before)
                                      : read_page(text, url);
  co_return json_response(json::write(out));
}

}  // namespace crow::extractor
