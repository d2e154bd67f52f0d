#include "shared/core/time.h"

#include <algorithm>
#include <array>

namespace crow {
namespace {

// Days since 1970-01-01 of a date in the proleptic Gregorian calendar, counted in eras of 400 years
// that begin in March, so that the leap day ends a year.
constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}
static_assert(days_from_civil(1970, 1, 1) == 0);
static_assert(days_from_civil(2000, 3, 1) == 11'017);

struct Civil {
  std::int64_t year;
  int month, day;
};

constexpr Civil civil_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = static_cast<int>((5 * day_of_year + 2) / 153);
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5) + 1;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

constexpr bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Reads exactly `count` digits.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

// Milliseconds of ".123456789", or 0 without a fraction.
std::optional<int> fraction_ms(std::string_view& text) {
  if (!take(text, ".")) return 0;
  int ms = 0;
  std::size_t count = 0;
  for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1), ++count)
    if (count < 3) ms = ms * 10 + (text[0] - '0');
  if (count == 0 || count > 9) return std::nullopt;
  for (; count < 3; ++count) ms *= 10;
  return ms;
}

// Minutes east of UTC.
std::optional<int> offset_minutes(std::string_view& text) {
  if (take(text, "Zz")) return 0;
  const bool west = !text.empty() && text[0] == '-';
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ":")) return std::nullopt;
  const auto minutes = digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  return (west ? -1 : 1) * (*hours * 60 + *minutes);
}

void append_padded(std::string& out, std::int64_t number, int width) {
  std::string text;
  for (; width > 0; --width, number /= 10) text += static_cast<char>('0' + number % 10);
  out.append(text.rbegin(), text.rend());
}

constexpr std::int64_t kFirstMs = days_from_civil(0, 1, 1) * kDay;
constexpr std::int64_t kLastMs = days_from_civil(10'000, 1, 1) * kDay - 1;

}  // namespace

std::string to_rfc3339(Timestamp time) {
  const std::int64_t ms = std::clamp(time.ms, kFirstMs, kLastMs);
  std::int64_t day = ms / kDay;
  if (ms < day * kDay) --day;
  const std::int64_t of_day = ms - day * kDay;
  const Civil date = civil_from_days(day);
  std::string out;
  out.reserve(24);
  append_padded(out, date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  out += 'T';
  append_padded(out, of_day / kHour, 2);
  out += ':';
  append_padded(out, of_day / kMinute % 60, 2);
  out += ':';
  append_padded(out, of_day / kSecond % 60, 2);
  out += '.';
  append_padded(out, of_day % kSecond, 3);
  out += 'Z';
  return out;
}

std::optional<Timestamp> from_rfc3339(std::string_view text) {
  const auto year = digits(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = digits(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, "-")) return std::nullopt;
  const auto day = digits(text, 2);
  if (!day || *day < 1 || *day > days_in_month(*year, *month) || !take(text, "Tt "))
    return std::nullopt;
  const auto hour = digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = digits(text, 2);
  if (!minute || *minute > 59 || !take(text, ":")) return std::nullopt;
  const auto second = digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  const auto ms = fraction_ms(text);
  if (!ms) return std::nullopt;
  const auto east = offset_minutes(text);
  if (!east || !text.empty()) return std::nullopt;
  return Timestamp{days_from_civil(*year, *month, *day) * kDay + *hour * kHour +
                   (*minute - *east) * kMinute + *second * kSecond + *ms};
}

}  // namespace crow
