// Which charset a text is in, by what says so.
#pragma once

#include <string>
#include <string_view>

namespace crow {

// In this order: a byte order mark, the charset of the Content-Type, the encoding of an XML
// declaration; then UTF-8, unless the text is none, and then windows-1252. In lower case, "utf-8"
// for all its names. Whether anybody can read it is another question.
//
// `start` is the beginning of the text, some kilobytes of it.
std::string charset_of(std::string_view start, std::string_view content_type);

// The bytes of a byte order mark at the start of UTF-8: 3 or 0.
std::size_t mark_of_utf8(std::string_view start);

}  // namespace crow
