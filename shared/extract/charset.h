// Which encoding a page is in, and the page in UTF-8.
//
//   const std::string html = to_utf8(bytes, sniff_charset(bytes, content_type)).value_or("");
//
// Here are UTF-8, UTF-16 with its mark, and the one-byte encodings that shops of Europe use. Not
// here: Shift_JIS, EUC-JP, ISO-2022-JP, GB18030, Big5 and EUC-KR, whose tables are larger than all
// of this library; the program on the command line hands those to iconv, a worker to TextDecoder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crow::extract {

// The encoding's name in lower case, such as "utf-8", "windows-1252", "shift_jis". In this order: a
// byte order mark; UTF-8 when the bytes beyond ASCII are nothing else, whatever they are called;
// the header; <meta> or <?xml?> within the first 4 KiB; windows-1252.
std::string sniff_charset(std::string_view bytes, std::string_view content_type = {});

// Whether to_utf8 knows it.
bool is_known_charset(std::string_view charset);

// Bytes that mean nothing become U+FFFD. Absent for an encoding that is not here.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace crow::extract
