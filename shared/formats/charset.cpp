#include "shared/formats/charset.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/http/message.h"

namespace crow {
namespace {

// But for a last character of which a part may be cut off.
bool begins_as_utf8(std::string_view text) {
  for (std::size_t cut = 0; cut <= std::min<std::size_t>(3, text.size()); ++cut)
    if (is_utf8(text.substr(0, text.size() - cut))) return true;
  return false;
}

std::string encoding_of_xml(std::string_view start) {
  if (!start.starts_with("<?xml")) return {};
  const std::string_view declaration = start.substr(0, start.find("?>"));
  auto at = declaration.find("encoding");
  if (at == declaration.npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == declaration.npos) return {};
  const auto end = declaration.find(declaration[at], at + 1);
  if (end == declaration.npos) return {};
  return std::string(declaration.substr(at + 1, end - at - 1));
}

}  // namespace

std::string charset_of(std::string_view start, std::string_view content_type) {
  if (mark_of_utf8(start) > 0) return "utf-8";
  if (start.starts_with("\xff\xfe")) return "utf-16le";
  if (start.starts_with("\xfe\xff")) return "utf-16be";
  std::string name = header_parameter(content_type, "charset").value_or("");
  if (name.empty()) name = encoding_of_xml(start);
  name = to_lower(trim(name));
  if (name == "utf8" || name == "unicode-1-1-utf-8") name = "utf-8";
  // ASCII is its part, and who says ASCII often means more.
  const bool may_be_utf8 = name.empty() || name == "us-ascii" || name == "ascii";
  if (!may_be_utf8) return name;
  return begins_as_utf8(start) ? "utf-8" : "windows-1252";
}

std::size_t mark_of_utf8(std::string_view start) {
  return start.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

}  // namespace crow
