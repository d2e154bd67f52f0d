// Addresses of pages as a crawler keeps them: one spelling for one page, and none for what is no
// page or a trap.
//
//   const auto url = parse_url(link, base);                        // the platform's parser
//   const Address page = normalise(url->href);
//   if (const auto reason = refusal_of(page.url); reason.empty()) frontier.add(page);
#pragma once

#include <string>
#include <string_view>

namespace crow::crawl {

struct Address {
  std::string url;  // What is fetched.
  std::string key;  // Equal for addresses that are one page: the parameters sorted.
};

// `href` as the platform's parser writes it. Left out: the fragment; parameters that tell where a
// visitor came from or who it is (utm_…, gclid, sessions), also `;jsessionid=` in the path; an
// empty query. Percent-encoding of letters and digits is undone, other escapes get capital letters.
// The order of parameters is kept in `url`, since it means something to some servers.
Address normalise(std::string_view href);

// Why an address is not worth fetching, one of the words below; empty when it is.
//
//   file      by its ending no page: a picture, a script, an archive
//   action    would do something: a cart, a wish list, signing in or out
//   trap      without an end: calendars, sessions in the path, segments that repeat, too many
//             parameters, too long
std::string_view refusal_of(std::string_view url);

// How soon a page is worth fetching: 0 for what looks like a product's, 1 for others, 2 for further
// pages and orders of a list.
int rank_of(std::string_view url);

// The address without the values of its parameters: what of one shape there may be only so much of.
// Empty for an address without parameters.
std::string shape_of(std::string_view url);

// Whether two addresses of one site may well be one page: they end in the same segment, whatever
// stands before it and whichever parameters follow. For what a page calls its canonical address.
bool is_same_page(std::string_view url, std::string_view other);

// The target of a request: path and query.
std::string_view target_of(std::string_view url);

// "https://shop.example:8443".
std::string_view origin_of(std::string_view url);

// Whether two addresses belong to one shop: the same host with the same port, apart from "www." in
// front, or the second's is below the first's.
bool is_same_site(std::string_view site, std::string_view url);

}  // namespace crow::crawl
