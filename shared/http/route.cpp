#include "shared/http/route.h"

#include "shared/core/text.h"

namespace crow {

std::optional<PathParameters> match_path(std::string_view pattern, std::string_view path) {
  PathParameters parameters;
  if (!pattern.starts_with('/') || !path.starts_with('/')) return std::nullopt;
  pattern.remove_prefix(1);
  path.remove_prefix(1);
  for (;;) {
    const bool pattern_goes_on = pattern.find('/') != pattern.npos;
    const bool path_goes_on = path.find('/') != path.npos;
    const std::string_view expected = split_off(pattern, '/');
    const std::string_view segment = split_off(path, '/');
    if (pattern_goes_on != path_goes_on) return std::nullopt;
    if (expected.starts_with('{')) {
      auto value = percent_decode(segment, false);
      if (!value || value->empty()) return std::nullopt;
      parameters.emplace_back(expected.substr(1, expected.size() - 2), std::move(*value));
    } else if (expected != segment) {
      return std::nullopt;
    }
    if (!pattern_goes_on) return parameters;
  }
}

bool is_more_literal(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const bool a_is_literal = !split_off(a, '/').starts_with('{');
    const bool b_is_literal = !split_off(b, '/').starts_with('{');
    if (a_is_literal != b_is_literal) return a_is_literal;
  }
  return false;
}

std::string normalize_path(std::string_view raw_path) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  // Undoing escapes behind a stray '%' would make new ones.
  if (!percent_decode(raw_path, false)) return std::string(raw_path);
  std::string out;
  out.reserve(raw_path.size());
  for (std::size_t i = 0; i < raw_path.size(); ++i) {
    const auto decoded = percent_decode(raw_path.substr(i, 3), false);
    const bool is_escape = raw_path[i] == '%' && decoded && decoded->size() == 1;
    if (is_escape && kUnreserved.find(decoded->front()) != kUnreserved.npos) {
      out += decoded->front();
      i += 2;
    } else {
      out += raw_path[i];
    }
  }
  return out;
}

std::optional<std::string_view> fault_of_path(std::string_view raw_path) {
  if (raw_path.find("//") != raw_path.npos) return "an empty segment";
  if (raw_path.find('\\') != raw_path.npos) return "a backslash";
  const auto decoded = percent_decode(raw_path, false);
  if (!decoded) return "a malformed percent escape";
  if (decoded->find('\0') != decoded->npos) return "a NUL byte";
  if (!is_utf8(*decoded)) return "a byte sequence that is not UTF-8";
  // Segments are compared after decoding, but split before it: an encoded slash would move them.
  std::string_view rest = raw_path;
  while (!rest.empty()) {
    const auto segment = percent_decode(split_off(rest, '/'), false);
    if (segment->find('/') != segment->npos) return "an encoded slash";
    if (segment->find('\\') != segment->npos) return "an encoded backslash";
    // "%252e" is ".." for whoever decodes twice.
    const auto twice = percent_decode(*segment, false).value_or(*segment);
    for (const std::string& form : {*segment, twice})
      if (form == "." || form == "..") return "a dot segment";
    for (const char c : *segment)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return "a control character";
  }
  return std::nullopt;
}

}  // namespace crow
