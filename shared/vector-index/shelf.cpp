#include "shared/vector-index/shelf.h"

#include <algorithm>

namespace crow::vector_index {

std::size_t Shelf::bytes() const {
  // A string of its own has a header and a block of the heap.
  constexpr std::size_t kPerRow =
      sizeof(std::int64_t) + sizeof(std::string) + 16 + sizeof(std::uint8_t);
  std::size_t sum = vectors_.bytes() + numbers_.capacity() * kPerRow + id_bytes_;
  for (const auto& [number, column] : columns_)
    sum +=
        column.cells.capacity() * sizeof(Cell) + column.text_bytes * 2 + column.texts.size() * 128;
  return sum;
}

std::optional<std::size_t> Shelf::find(std::int64_t number) const {
  const auto place = std::ranges::lower_bound(numbers_, number);
  if (place == numbers_.end() || *place != number) return std::nullopt;
  return static_cast<std::size_t>(place - numbers_.begin());
}

void Shelf::put(std::int64_t number, std::string id, std::string_view indexed,
                std::span<const float> values) {
  id_bytes_ += id.size();
  if (const auto slot = find(number)) {
    vectors_.replace(*slot, values);
    dead_ -= alive_[*slot] == 0 ? 1 : 0;
    alive_[*slot] = 1;
    id_bytes_ -= ids_[*slot].size();
    ids_[*slot] = std::move(id);
    return set_indexed(*slot, indexed);
  }
  vectors_.append(values);
  numbers_.push_back(number);
  ids_.push_back(std::move(id));
  alive_.push_back(1);
  set_indexed(numbers_.size() - 1, indexed);
}

void Shelf::remove(std::int64_t number) {
  const auto slot = find(number);
  if (!slot || alive_[*slot] == 0) return;
  alive_[*slot] = 0;
  ++dead_;
}

void Shelf::set_indexed(std::size_t slot, std::string_view indexed) {
  for (auto& [number, column] : columns_)
    if (slot < column.cells.size()) column.cells[slot] = {};
  struct Place {
    Shelf& shelf;
    std::size_t slot;
  } place{*this, slot};
  read_indexed(
      indexed,
      [](void* context, std::int64_t number, Scalar value) {
        const auto& [shelf, own] = *static_cast<Place*>(context);
        Column& column = shelf.columns_[number];
        if (column.cells.size() <= own) column.cells.resize(own + 1);
        Cell& cell = column.cells[own];
        cell = {value.kind, 0, value.number};
        if (value.kind != Scalar::Kind::text) return;
        const auto next = static_cast<std::uint32_t>(column.texts.size());
        const auto [known, is_new] = column.places.try_emplace(value.text, next);
        cell.text = known->second;
        if (!is_new) return;
        column.text_bytes += value.text.size();
        column.texts.push_back(std::move(value.text));
      },
      &place);
}

void Shelf::narrow(const Condition& condition, std::span<const MetadataIndex> indexes,
                   std::vector<std::uint8_t>& allowed) const {
  const auto index = std::ranges::find(indexes, condition.property, &MetadataIndex::propertyName);
  if (index == indexes.end()) {
    allowed.assign(allowed.size(), 0);
    return;
  }
  const Column none;
  const auto found = columns_.find(index->number);
  const Column& column = found == columns_.end() ? none : found->second;
  // What is compared once is known for all rows that say the same.
  const bool holds_absent = condition.holds({});
  std::vector<std::uint8_t> holds_text;
  for (const std::string& text : column.texts)
    holds_text.push_back(condition.holds({Scalar::Kind::text, 0, text}) ? 1 : 0);
  for (std::size_t slot = 0; slot < allowed.size(); ++slot) {
    if (allowed[slot] == 0) continue;
    const Cell cell = slot < column.cells.size() ? column.cells[slot] : Cell{};
    bool holds = holds_absent;
    if (cell.kind == Scalar::Kind::text)
      holds = holds_text[cell.text] != 0;
    else if (cell.kind != Scalar::Kind::absent)
      holds = condition.holds({cell.kind, cell.number, {}});
    allowed[slot] = holds ? 1 : 0;
  }
}

void Shelf::search(std::span<const float> query, std::span<const Condition> filter,
                   std::span<const MetadataIndex> indexes, TopCandidates& top) const {
  std::vector<std::uint8_t> allowed;
  if (!filter.empty() || dead_ > 0) allowed = alive_;
  for (const Condition& condition : filter) narrow(condition, indexes, allowed);
  vectors_.each_score(vectors_.prepare(query), allowed, top.floor(),
                      [&](std::size_t slot, float score) {
                        top.offer({score, numbers_[slot], ids_[slot]});
                        return top.floor();
                      });
}

std::span<const float> Shelf::values_of(std::int64_t number) const {
  const auto slot = find(number);
  return slot ? vectors_.values(*slot) : std::span<const float>();
}

std::size_t Library::bytes() const {
  std::size_t sum = 0;
  for (const auto& [place, entry] : entries_) sum += entry.shelf->bytes();
  return sum;
}

std::shared_ptr<Shelf> Library::find(std::string_view place) {
  const auto found = entries_.find(place);
  if (found == entries_.end()) return nullptr;
  found->second.used = ++clock_;
  return found->second.shelf;
}

void Library::put(std::string place, std::shared_ptr<Shelf> shelf) {
  const Shelf* const own = shelf.get();
  entries_[std::move(place)] = {std::move(shelf), ++clock_};
  tidy(own);
}

void Library::drop(std::string_view place) {
  const auto found = entries_.find(place);
  if (found != entries_.end()) entries_.erase(found);
}

bool Library::drop_oldest(const Shelf* kept) {
  auto oldest = entries_.end();
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
    if (entry->second.shelf.get() != kept &&
        (oldest == entries_.end() || entry->second.used < oldest->second.used))
      oldest = entry;
  if (oldest == entries_.end()) return false;
  entries_.erase(oldest);
  return true;
}

void Library::tidy(const Shelf* kept) {
  while (bytes() > bytes_max_ && drop_oldest(kept)) {
  }
}

void Library::make_room(std::size_t bytes_wanted) {
  while (bytes() > 0 && bytes() + bytes_wanted > bytes_max_ && drop_oldest(nullptr)) {
  }
}

}  // namespace crow::vector_index
