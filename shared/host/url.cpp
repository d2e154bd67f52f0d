#include "shared/host/url.h"

#include "shared/core/text.h"
#include "shared/host/host.h"
#include "shared/host/imports.h"

namespace crow {

std::optional<net::Url> parse_url(std::string_view text, std::string_view base) {
  if (text.size() > net::kUrlBytesMax || text.find('\0') != text.npos || !is_utf8(text))
    return std::nullopt;
  const std::int32_t length = crow_url(text.data(), text.size(), base.data(), base.size());
  if (length < 0) return std::nullopt;
  const std::string parts = host::take_buffer(static_cast<std::size_t>(length));
  std::string_view rest = parts;
  net::Url url{.href = std::string(split_off(rest, '\n')),
               .scheme = std::string(split_off(rest, '\n'))};
  if (url.scheme.ends_with(':')) url.scheme.pop_back();
  url.username = split_off(rest, '\n');
  url.password = split_off(rest, '\n');
  url.host = split_off(rest, '\n');
  url.port = rest;
  return url;
}

}  // namespace crow
