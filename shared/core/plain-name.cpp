#include "shared/core/plain-name.h"

#include "shared/core/text.h"

namespace crow {
namespace {

constexpr std::size_t kNameMax = 80;

bool is_between(char c, unsigned char first, unsigned char last) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= first && byte <= last;
}

// The bytes of a character that is not seen: controls, zero-width and direction marks, line and
// paragraph separators. 0 for any other.
std::size_t unseen(std::string_view text) {
  if (is_between(text[0], 0, ' ' - 1) || text[0] == 0x7F) return 1;
  if (text.starts_with("\xC2") && is_between(text[1], 0x80, 0x9F)) return 2;
  if (text.starts_with("\xD8\x9C")) return 2;
  if (text.starts_with("\xE2\x80") &&
      (is_between(text[2], 0x8B, 0x8F) || is_between(text[2], 0xA8, 0xAE)))
    return 3;
  if (text.starts_with("\xE2\x81") && is_between(text[2], 0xA0, 0xAF)) return 3;
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::size_t quotation_mark(std::string_view text) {
  if (text[0] == '"') return 1;
  if (text.starts_with("«") || text.starts_with("»")) return 2;
  return text.starts_with("“") || text.starts_with("”") || text.starts_with("„") ||
                 text.starts_with("‟")
             ? 3
             : 0;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const std::size_t gone = name[0] == ' ' ? 1 : unseen(name);
    const std::size_t mark = quotation_mark(name);
    if (gone > 0) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += mark > 0 ? '\'' : name[0];
    }
    name.remove_prefix(gone > 0 ? gone : mark > 0 ? mark : 1);
  }
  return std::string(trim(cut_code_points(out, kNameMax)));
}

}  // namespace crow
