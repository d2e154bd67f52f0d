#include "shared/formats/date.h"

#include <algorithm>
#include <array>

#include "shared/core/text.h"

namespace crow {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digits(std::string_view text, std::size_t from, std::size_t to) {
  return text.size() >= from && text.size() <= to && std::ranges::all_of(text, is_digit);
}

std::string two(std::int64_t number) { return concat(number < 10 ? "0" : "", number); }

// "+01:00" of "+0100", "GMT" and the like; empty for no zone at all.
std::string_view known_zone(std::string_view name) {
  struct Zone {
    std::string_view name, offset;
  };
  constexpr Zone kZones[] = {
      {"", "Z"},         {"z", "Z"},        {"gmt", "Z"},      {"ut", "Z"},       {"utc", "Z"},
      {"est", "-05:00"}, {"edt", "-04:00"}, {"cst", "-06:00"}, {"cdt", "-05:00"}, {"mst", "-07:00"},
      {"mdt", "-06:00"}, {"pst", "-08:00"}, {"pdt", "-07:00"}};
  for (const Zone& zone : kZones)
    if (equals_ignoring_case(zone.name, name)) return zone.offset;
  return {};
}

std::optional<std::string> zone_of(std::string_view text) {
  if (const std::string_view offset = known_zone(text); !offset.empty()) return std::string(offset);
  const bool is_offset = text.size() >= 5 && (text[0] == '+' || text[0] == '-');
  if (!is_offset) return std::nullopt;
  if (text.size() == 5) return concat(text.substr(0, 3), ':', text.substr(3));
  return std::string(text);
}

// The next word, spaces passed over.
std::string_view word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
  const std::string_view out = rest.substr(0, end);
  rest.remove_prefix(end);
  return out;
}

}  // namespace

std::optional<Timestamp> from_rfc822(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (text.size() > 100) return std::nullopt;
  if (const auto comma = text.find(','); comma != text.npos) text.remove_prefix(comma + 1);
  std::string_view day = word(text);
  if (!day.empty() && !is_digit(day[0])) day = word(text);  // A day's name without its comma.
  const std::string month = to_lower(word(text)).substr(0, 3);
  const std::string_view year = word(text), clock = word(text), zone = word(text);
  const auto number = std::ranges::find(kMonths, month);
  if (!is_digits(day, 1, 2) || number == kMonths.end() || !trim(text).empty()) return std::nullopt;
  if (!is_digits(year, 2, 2) && !is_digits(year, 4, 4)) return std::nullopt;
  std::int64_t full_year = *to_number(year);
  if (year.size() == 2) full_year += full_year < 50 ? 2000 : 1900;
  const auto offset = zone_of(zone);
  if (!offset) return std::nullopt;
  std::string time = concat(clock.size() == 7 || clock.size() == 4 ? "0" : "", clock);
  if (time.size() == 5) time += ":00";
  if (full_year < 1000) return std::nullopt;
  return from_rfc3339(concat(full_year, '-', two(number - kMonths.begin() + 1), '-',
                             two(*to_number(day)), 'T', time, *offset));
}

std::optional<Timestamp> read_date(std::string_view text) {
  text = trim(text);
  if (is_digits(text, 10, 10)) return Timestamp{*to_number(text) * 1000};
  if (is_digits(text, 13, 13)) return Timestamp{*to_number(text)};
  if (const auto time = from_rfc3339(text)) return time;
  const bool is_dated = text.size() >= 10 && is_digits(text.substr(0, 4), 4, 4) && text[4] == '-';
  if (!is_dated) return from_rfc822(text);
  std::string full(text);
  if (full.size() == 10) full += "T00:00:00";
  full[10] = 'T';
  if (full.size() == 16) full += ":00";
  // "2026-11-21 09:30:00 +0100", " UTC"
  if (const auto space = full.find(' '); space != full.npos) {
    const auto offset = zone_of(trim(std::string_view(full).substr(space)));
    if (!offset) return std::nullopt;
    return from_rfc3339(full.substr(0, space) + *offset);
  }
  if (const auto time = from_rfc3339(full)) return time;
  // Atom's cousins write offsets without the colon.
  if (full.size() > 5 && (full[full.size() - 5] == '+' || full[full.size() - 5] == '-'))
    return from_rfc3339(concat(full.substr(0, full.size() - 2), ':', full.substr(full.size() - 2)));
  return from_rfc3339(full + "Z");
}

}  // namespace crow
