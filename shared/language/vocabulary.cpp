#include "shared/language/vocabulary.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "shared/language/numbers.h"

namespace crow::language {
namespace {

constexpr std::size_t kSlotsMin = 1 << 12, kSlotsMax = 1 << 20;

// Weights of 1, 2, 3 … occurrences: 1 + ln n.
float damped(std::uint8_t count) {
  return static_cast<float>(1 + log_of(static_cast<double>(count == 0 ? 1 : count)));
}

}  // namespace

Vocabulary::Vocabulary(std::uint32_t texts, std::vector<std::uint32_t> ids,
                       std::vector<std::uint32_t> frequencies)
    : texts_(texts), ids_(std::move(ids)), frequencies_(std::move(frequencies)) {
  weights_.reserve(ids_.size());
  const double all = texts_ + 1.0;
  for (const std::uint32_t frequency : frequencies_)
    weights_.push_back(static_cast<float>(log_of(all / frequency)));
  rarest_ = static_cast<float>(log_of(all));
  table_.assign(std::bit_ceil(ids_.size() * 2 + 2), kNone);
  for (std::size_t place = 0; place < ids_.size(); ++place) {
    std::size_t at = ids_[place] & (table_.size() - 1);
    while (table_[at] != kNone) at = (at + 1) & (table_.size() - 1);
    table_[at] = static_cast<std::uint16_t>(place);
  }
}

std::uint16_t Vocabulary::find(std::uint32_t id) const {
  if (table_.empty()) return kNone;
  for (std::size_t at = id & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1))
    if (table_[at] == kNone || ids_[table_[at]] == id) return table_[at];
}

void Vocabulary::weigh(const Row& row, std::vector<Entry>& out) const {
  out.clear();
  double sum = 0;
  for (std::size_t i = 0; i < row.ids.size(); ++i) {
    const std::uint16_t place = find(row.ids[i]);
    if (place == kNone) continue;
    const float own = damped(row.counts[i]) * weights_[place];
    out.push_back({place, own});
    sum += static_cast<double>(own) * own;
  }
  if (sum == 0) {
    out.clear();
    return;
  }
  const double factor = 1 / square_root(sum);
  for (Entry& entry : out) entry.weight = static_cast<float>(entry.weight * factor);
}

std::string Vocabulary::bytes() const {
  std::string out;
  append_numbers(out, std::vector{texts_, static_cast<std::uint32_t>(ids_.size())});
  append_numbers(out, ids_);
  append_numbers(out, frequencies_);
  return out;
}

std::optional<Vocabulary> Vocabulary::parse(std::string_view& bytes) {
  std::vector<std::uint32_t> head, ids, frequencies;
  if (!take_numbers(bytes, 2, head) || head[1] > kVocabularyMax) return std::nullopt;
  if (!take_numbers(bytes, head[1], ids) || !take_numbers(bytes, head[1], frequencies))
    return std::nullopt;
  if (std::ranges::adjacent_find(ids, std::ranges::greater_equal()) != ids.end())
    return std::nullopt;
  for (const std::uint32_t frequency : frequencies)
    if (frequency == 0 || frequency > head[0]) return std::nullopt;
  return Vocabulary(head[0], std::move(ids), std::move(frequencies));
}

WordCounts::WordCounts() : slots_(kSlotsMin) {}

WordCounts::Slot& WordCounts::slot_of(std::uint32_t id) {
  std::size_t at = id & (slots_.size() - 1);
  while (slots_[at].count != 0 && slots_[at].id != id) at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void WordCounts::grow() {
  const bool is_full = slots_.size() == kSlotsMax;
  std::vector<Slot> old(is_full ? kSlotsMax : slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.count == 0 || (is_full && slot.count == 1)) continue;
    slot_of(slot.id) = slot;
    ++used_;
  }
}

void WordCounts::add(const Row& row) {
  ++texts_;
  for (const std::uint32_t id : row.ids) {
    if (used_ * 3 >= slots_.size() * 2) grow();
    // Nothing is left to forget when all words are frequent; what is new is then passed over.
    if (used_ * 3 >= slots_.size() * 2 && slot_of(id).count == 0) continue;
    Slot& slot = slot_of(id);
    if (slot.count++ == 0) {
      slot.id = id;
      ++used_;
    }
  }
}

Vocabulary WordCounts::choose() const {
  constexpr std::uint32_t kManyTexts = 5'000;
  const std::uint32_t least = texts_ >= kManyTexts ? 3 : 2;
  std::vector<Slot> chosen;
  for (const Slot& slot : slots_)
    if (slot.count >= least) chosen.push_back(slot);
  std::ranges::sort(chosen, {}, [](const Slot& slot) { return std::tuple(~slot.count, slot.id); });
  if (chosen.size() > kVocabularyMax) chosen.resize(kVocabularyMax);
  std::ranges::sort(chosen, {}, &Slot::id);
  std::vector<std::uint32_t> ids, frequencies;
  for (const Slot& slot : chosen) {
    ids.push_back(slot.id);
    frequencies.push_back(slot.count);
  }
  return {texts_, std::move(ids), std::move(frequencies)};
}

}  // namespace crow::language
