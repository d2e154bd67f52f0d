#include "shared/crawl/address.h"

#include <algorithm>
#include <array>
#include <vector>

#include "shared/core/text.h"

namespace crow::crawl {
namespace {

constexpr std::size_t kUrlMax = 1'000, kSegmentsMax = 16, kParametersMax = 8;

// Parameters that name a visit and not a page, by their name or, with a star, its beginning.
constexpr std::string_view kVisitParameters[] = {"utm_*",
                                                 "gclid",
                                                 "gclsrc",
                                                 "dclid",
                                                 "gbraid",
                                                 "wbraid",
                                                 "gad_*",
                                                 "srsltid",
                                                 "fbclid",
                                                 "msclkid",
                                                 "yclid",
                                                 "ysclid",
                                                 "ttclid",
                                                 "twclid",
                                                 "igshid",
                                                 "igsh",
                                                 "epik",
                                                 "mc_cid",
                                                 "mc_eid",
                                                 "_ga",
                                                 "_gl",
                                                 "_hsenc",
                                                 "_hsmi",
                                                 "hsa_*",
                                                 "pk_*",
                                                 "mtm_*",
                                                 "piwik_*",
                                                 "matomo_*",
                                                 "vero_id",
                                                 "oly_*",
                                                 "s_kwcid",
                                                 "ef_id",
                                                 "irclickid",
                                                 "irgwc",
                                                 "sscid",
                                                 "cjevent",
                                                 "awc",
                                                 "zanpid",
                                                 "wickedid",
                                                 "rb_clickid",
                                                 "_branch_match_id",
                                                 "trk_*",
                                                 "jsessionid",
                                                 "phpsessid",
                                                 "sessionid",
                                                 "session_id",
                                                 "sessid",
                                                 "sid",
                                                 "oscsid",
                                                 "zenid",
                                                 "cfid",
                                                 "cftoken",
                                                 "aspsessionid*",
                                                 "_openstat",
                                                 "__cf_chl_*",
                                                 "ref_src",
                                                 "spm"};

constexpr std::string_view kFileEndings[] = {
    "jpg", "jpeg", "png", "gif",  "webp",  "avif", "svg", "ico",  "bmp", "tif",  "tiff", "css",
    "js",  "mjs",  "map", "woff", "woff2", "ttf",  "otf", "eot",  "mp3", "mp4",  "m4v",  "webm",
    "ogg", "wav",  "avi", "mov",  "wmv",   "zip",  "gz",  "tgz",  "bz2", "7z",   "rar",  "tar",
    "exe", "dmg",  "apk", "msi",  "iso",   "pdf",  "doc", "docx", "xls", "xlsx", "ppt",  "pptx",
    "rtf", "epub", "swf", "ics",  "vcf",   "wasm", "bin", "psd",  "ai",  "eps"};

// Segments of paths behind which something happens, or nothing but a visitor's own things stands.
constexpr std::string_view kActionSegments[] = {
    "cart",         "basket",      "checkout", "warenkorb",   "panier",     "carrello",
    "carrito",      "winkelwagen", "kasse",    "login",       "logout",     "log-in",
    "log-out",      "signin",      "sign-in",  "signout",     "sign-out",   "register",
    "signup",       "sign-up",     "account",  "my-account",  "mein-konto", "wishlist",
    "wish-list",    "merkliste",   "compare",  "add-to-cart", "addtocart",  "wp-admin",
    "wp-login.php", "admin",       "password", "unsubscribe", "cdn-cgi"};
constexpr std::string_view kActionParameters[] = {
    "add-to-cart", "add_to_cart",  "addtocart",      "add_to_wishlist", "add-to-wishlist",
    "remove_item", "removed_item", "add_to_compare", "action",          "logout",
    "replytocom",  "print",        "share",          "oauth*"};
constexpr std::string_view kCalendarParameters[] = {"year", "month", "day",   "week",     "date",
                                                    "ical", "mon",   "cal_*", "calendar*"};
constexpr std::string_view kCalendarSegments[] = {"calendar", "kalender", "calendrier",
                                                  "calendario", "agenda"};

constexpr std::string_view kProductSegments[] = {
    "product", "products", "p",       "dp",      "item",     "items",     "produkt",  "produkte",
    "produit", "produits", "artikel", "article", "producto", "productos", "prodotto", "prodotti",
    "produto", "produtos", "tuote",   "vare",    "termek",   "urun",      "tovar",    "pd"};
constexpr std::string_view kListParameters[] = {
    "page",    "p",         "pg",        "paged", "sort",     "sortby",  "sort_by", "order",
    "orderby", "dir",       "view",      "limit", "per_page", "filter*", "q",       "search",
    "s",       "min_price", "max_price", "color", "colour",   "size",    "offset",  "start"};

bool is_one_of(std::string_view name, auto& names) {
  return std::ranges::any_of(names, [&](std::string_view one) {
    return one.ends_with('*') ? name.starts_with(one.substr(0, one.size() - 1)) : name == one;
  });
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
bool is_unreserved(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string with_plain_escapes(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  std::size_t after_stray = 0;  // Up to here, what is undone would complete another escape.
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      if (text[i] == '%')
        after_stray = out.size() + 3;
      else if (hex_value(text[i]) < 0)
        after_stray = 0;
      out += text[i];
      continue;
    }
    const int octet = high * 16 + low;
    i += 2;
    // A dot that was escaped stays so: "%2e%2e" would become another path.
    if (is_unreserved(octet) && octet != '.' && out.size() >= after_stray) {
      out += static_cast<char>(octet);
    } else {
      out += '%';
      out += kDigits[static_cast<std::size_t>(high)];
      out += kDigits[static_cast<std::size_t>(low)];
    }
  }
  return out;
}

std::string_view name_of_parameter(std::string_view parameter) {
  return parameter.substr(0, parameter.find('='));
}

struct Parts {
  std::string_view origin, path;
  std::vector<std::string_view> parameters;
};

Parts split(std::string_view url) {
  Parts parts;
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  const std::size_t path =
      std::min(url.find_first_of("/?", scheme == url.npos ? 0 : scheme + 3), url.size());
  parts.origin = url.substr(0, path);
  url.remove_prefix(path);
  std::string_view query = url;
  parts.path = split_off(query, '?');
  while (!query.empty())
    if (const auto parameter = split_off(query, '&'); !parameter.empty())
      parts.parameters.push_back(parameter);
  return parts;
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty())
    if (const auto segment = split_off(path, '/'); !segment.empty())
      out.push_back(to_lower(segment));
  return out;
}

std::string joined(const std::vector<std::string_view>& parameters) {
  std::string out;
  for (const std::string_view parameter : parameters)
    out += concat(out.empty() ? '?' : '&', parameter);
  return out;
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "a/b/a/b/a/b", as relative links make it that climb nowhere.
bool repeats(const std::vector<std::string>& segments) {
  for (std::size_t size = 1; size * 3 <= segments.size(); ++size) {
    const std::size_t from = segments.size() - size * 3;
    bool is_same = true;
    for (std::size_t i = from; i + size < segments.size() && is_same; ++i)
      is_same = segments[i] == segments[i + size];
    if (is_same) return true;
  }
  return false;
}

// "/p/x" of "/p;jsessionid=1A2B/x".
std::string without_sessions(std::string_view path) {
  const std::string lower = to_lower(path);
  std::string out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size();) {
    const std::string_view rest = std::string_view(lower).substr(i);
    if (rest.starts_with(";jsessionid=") || rest.starts_with(";phpsessid="))
      i = std::min(path.find_first_of(";/", i + 1), path.size());
    else
      out += path[i++];
  }
  return out;
}

bool holds_a_session(std::string_view path) {
  for (const std::string_view mark : {"/(s(", "/(x(", ";jsessionid", ";phpsessid", "/sid-"})
    if (to_lower(path).find(mark) != std::string::npos) return true;
  return false;
}

bool is_calendar(const std::vector<std::string>& segments, const Parts& parts) {
  int dates = 0;
  for (const std::string_view parameter : parts.parameters)
    dates += is_one_of(to_lower(name_of_parameter(parameter)), kCalendarParameters);
  const bool is_in_one = std::ranges::any_of(
      segments, [](const auto& one) { return is_one_of(one, kCalendarSegments); });
  const bool has_number = std::ranges::any_of(segments, is_all_digits);
  return dates >= 2 || (is_in_one && (dates > 0 || has_number));
}

}  // namespace

Address normalise(std::string_view href) {
  const std::string plain = with_plain_escapes(href);
  Parts parts = split(plain);
  std::erase_if(parts.parameters, [](std::string_view parameter) {
    return is_one_of(to_lower(name_of_parameter(parameter)), kVisitParameters);
  });
  const std::string path = without_sessions(parts.path.empty() ? "/" : parts.path);
  const std::string page = concat(parts.origin, path);
  Address out{.url = page + joined(parts.parameters), .key = {}};
  std::ranges::stable_sort(parts.parameters);
  out.key = page + joined(parts.parameters);
  return out;
}

std::string_view refusal_of(std::string_view url) {
  const Parts parts = split(url);
  const std::vector<std::string> segments = segments_of(parts.path);
  if (!segments.empty() && !parts.path.ends_with('/')) {
    const std::string& last = segments.back();
    const std::size_t dot = last.rfind('.');
    if (dot != last.npos && is_one_of(std::string_view(last).substr(dot + 1), kFileEndings))
      return "file";
  }
  if (std::ranges::any_of(segments,
                          [](const auto& one) { return is_one_of(one, kActionSegments); }))
    return "action";
  for (const std::string_view parameter : parts.parameters)
    if (is_one_of(to_lower(name_of_parameter(parameter)), kActionParameters)) return "action";
  if (url.size() > kUrlMax || segments.size() > kSegmentsMax ||
      parts.parameters.size() > kParametersMax || repeats(segments) ||
      holds_a_session(parts.path) || is_calendar(segments, parts))
    return "trap";
  return {};
}

int rank_of(std::string_view url) {
  const Parts parts = split(url);
  for (const std::string_view parameter : parts.parameters)
    if (is_one_of(to_lower(name_of_parameter(parameter)), kListParameters)) return 2;
  const std::vector<std::string> segments = segments_of(parts.path);
  for (std::size_t i = 0; i + 1 < segments.size(); ++i)
    if (is_one_of(segments[i], kProductSegments)) return 0;
  return 1;
}

std::string shape_of(std::string_view url) {
  Parts parts = split(url);
  if (parts.parameters.empty()) return {};
  for (std::string_view& parameter : parts.parameters) parameter = name_of_parameter(parameter);
  std::ranges::sort(parts.parameters);
  return concat(parts.path, joined(parts.parameters));
}

std::string_view origin_of(std::string_view url) { return split(url).origin; }

std::string_view target_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::string_view target = url.substr(split(url).origin.size());
  return target.empty() ? "/" : target;
}

bool is_same_page(std::string_view url, std::string_view other) {
  const auto own = segments_of(split(url).path), theirs = segments_of(split(other).path);
  return !own.empty() && !theirs.empty() && own.back() == theirs.back();
}

bool is_same_site(std::string_view site, std::string_view url) {
  const auto host_of = [](std::string_view address) {
    std::string_view origin = origin_of(address);
    const std::size_t scheme = origin.find("://");
    if (scheme != origin.npos) origin.remove_prefix(scheme + 3);
    if (origin.starts_with("www.")) origin.remove_prefix(4);
    return origin;
  };
  const std::string_view own = host_of(site), other = host_of(url);
  if (own.empty() || other == own) return !own.empty();
  // An address has no names below it.
  const bool is_name = own.find(':') == own.npos && !is_all_digits(own.substr(own.rfind('.') + 1));
  return is_name && other.ends_with(own) && other[other.size() - own.size() - 1] == '.';
}

}  // namespace crow::crawl
