#include "shared/extract/entities.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "shared/core/text.h"

namespace crow::extract {
namespace {

// U+00A0 to U+00FF in their order; these are known without a semicolon too.
constexpr std::string_view kLatin1 =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
    "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
    "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
    "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute "
    "ucirc uuml yacute thorn yuml";

struct Named {
  std::string_view name;
  char32_t code;
};
constexpr Named kOthers[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
    {"AMP", '&'},       {"LT", '<'},        {"GT", '>'},        {"QUOT", '"'},
    {"apos", '\''},     {"euro", 0x20AC},   {"ndash", 0x2013},  {"mdash", 0x2014},
    {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},
    {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"bull", 0x2022},   {"hellip", 0x2026},
    {"trade", 0x2122},  {"prime", 0x2032},  {"Prime", 0x2033},  {"lsaquo", 0x2039},
    {"rsaquo", 0x203A}, {"permil", 0x2030}, {"dagger", 0x2020}, {"OElig", 0x152},
    {"oelig", 0x153},   {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},
    {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009}, {"zwnj", 0x200C},
    {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},    {"minus", 0x2212},
    {"infin", 0x221E},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},
    {"larr", 0x2190},   {"uarr", 0x2191},   {"rarr", 0x2192},   {"darr", 0x2193},
    {"check", 0x2713},  {"star", 0x2606},   {"starf", 0x2605},  {"phone", 0x260E},
    {"numero", 0x2116}, {"num", '#'},       {"dollar", '$'},    {"percnt", '%'},
    {"lpar", '('},      {"rpar", ')'},      {"comma", ','},     {"period", '.'},
    {"colon", ':'},     {"semi", ';'},      {"sol", '/'},       {"bsol", '\\'},
    {"equals", '='},    {"quest", '?'},     {"excl", '!'},      {"commat", '@'},
    {"lowbar", '_'},    {"plus", '+'},      {"vert", '|'},      {"lbrace", '{'},
    {"rbrace", '}'},    {"lbrack", '['},    {"rbrack", ']'},    {"NewLine", '\n'},
    {"Tab", '\t'},      {"lcub", '{'},      {"rcub", '}'},      {"lsqb", '['},
    {"rsqb", ']'},      {"Ccaron", 0x10C},  {"ccaron", 0x10D},  {"Zcaron", 0x17D},
    {"zcaron", 0x17E},  {"rcaron", 0x159},  {"ecaron", 0x11B},  {"uring", 0x16F},
    {"lstrok", 0x142},  {"aogon", 0x105},   {"eogon", 0x119},   {"nacute", 0x144},
    {"sacute", 0x15B},  {"zacute", 0x17A},  {"zdot", 0x17C},    {"cacute", 0x107},
};
constexpr std::size_t kWithoutSemicolon = 8;  // So many of the others.
constexpr std::size_t kLongestName = 8;

// What windows-1252 has where Unicode has controls: &#128; is the euro sign (13.2.5.80).
constexpr char16_t kControls[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::optional<char32_t> find_name(std::string_view name, bool has_semicolon) {
  const std::size_t others = has_semicolon ? std::size(kOthers) : kWithoutSemicolon;
  for (std::size_t i = 0; i < others; ++i)
    if (kOthers[i].name == name) return kOthers[i].code;
  char32_t code = 0xA0;
  for (std::string_view rest = kLatin1; !rest.empty(); ++code) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == name) return code;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

struct Reference {
  char32_t code;
  std::size_t size;  // Of the reference, from its '&'.
};

std::optional<Reference> read_numeric(std::string_view text) {
  const bool is_hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  std::size_t at = is_hex ? 3 : 2;
  const std::size_t from = at;
  char32_t code = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    char32_t digit = 0;
    if (c >= '0' && c <= '9')
      digit = static_cast<char32_t>(c - '0');
    else if (is_hex && ((c | 32) >= 'a' && (c | 32) <= 'f'))
      digit = static_cast<char32_t>((c | 32) - 'a' + 10);
    else
      break;
    if (code < 0x200000) code = code * (is_hex ? 16 : 10) + digit;
  }
  if (at == from) return std::nullopt;
  if (at < text.size() && text[at] == ';') ++at;
  if (code >= 0x80 && code < 0xA0) code = kControls[code - 0x80];
  // Three bytes of U+FFFD never need more room than "&#0" has.
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code == 0xFFFD && at < 3) code = '?';
  return Reference{code, at};
}

std::optional<Reference> read_reference(std::string_view text, Place place) {
  if (text.size() < 3) return std::nullopt;
  if (text[1] == '#') return read_numeric(text);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName + 1 && is_alnum(text[end])) ++end;
  const std::string_view name = text.substr(1, end - 1);
  if (name.size() < 2) return std::nullopt;
  if (end < text.size() && text[end] == ';')
    if (const auto code = find_name(name, true)) return Reference{*code, end + 1};
  // Without a semicolon: in text the longest known beginning, in attributes only a whole word that
  // no '=' follows, or "?a=1&copy=2" would change.
  if (place == Place::attribute) {
    if (end < text.size() && (text[end] == '=' || text[end] == ';')) return std::nullopt;
    if (const auto code = find_name(name, false)) return Reference{*code, end};
    return std::nullopt;
  }
  for (std::size_t size = std::min<std::size_t>(name.size(), 6); size >= 2; --size)
    if (const auto code = find_name(name.substr(0, size), false)) return Reference{*code, size + 1};
  return std::nullopt;
}

}  // namespace

std::size_t decode_references(char* text, std::size_t size, Place place) {
  char* out = static_cast<char*>(std::memchr(text, '&', size));
  if (out == nullptr) return size;
  const char* const end = text + size;
  for (const char* at = out; at < end;) {
    if (*at != '&') {
      *out++ = *at++;
      continue;
    }
    const auto found = read_reference({at, static_cast<std::size_t>(end - at)}, place);
    if (!found) {
      *out++ = *at++;
      continue;
    }
    char bytes[4];
    const std::size_t length = write_utf8(bytes, found->code);
    if (length > found->size) {  // "&lt" is longer than any code point; nothing gets here.
      *out++ = *at++;
      continue;
    }
    std::memcpy(out, bytes, length);
    out += length;
    at += found->size;
  }
  return static_cast<std::size_t>(out - text);
}

std::string decode_references(std::string_view text, Place place) {
  std::string out(text);
  out.resize(decode_references(out.data(), out.size(), place));
  return out;
}

}  // namespace crow::extract
