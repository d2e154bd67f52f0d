// Reading a window of a file, by its format.
#include <algorithm>

#include "shared/core/text.h"
#include "shared/formats/records.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

constexpr std::size_t kRecordsMax = 500;

std::int64_t count_lines(std::string_view text) { return std::ranges::count(text, '\n'); }

std::unexpected<Error> no_record(std::string message) {
  return fail(ErrorCode::invalid_argument, std::move(message));
}

// As many cells as there are columns. Spreadsheets leave empty ones at the end out, or add some.
Result<> fit(std::vector<std::string>& cells, std::size_t columns) {
  while (cells.size() > columns && cells.back().empty()) cells.pop_back();
  if (cells.size() > columns)
    return no_record(concat("The record has ", cells.size(), " cells, the header ", columns, "."));
  cells.resize(columns);
  if (!std::ranges::all_of(cells, [](const std::string& cell) { return is_utf8(cell); }))
    return no_record("The record holds bytes that are not in its charset.");
  return {};
}

class WindowReader {
 public:
  WindowReader(std::string_view window, const ImportJob::Payload& payload, std::string_view source,
               Timestamp now, ImportPlace& place)
      : window_(window),
        payload_(payload),
        target_(rules_of(payload.target)),
        source_(source),
        now_(now),
        place_(place),
        is_last_(place.offset + std::ssize(window) >= place.size) {}

  ImportBatch read() {
    if (payload_.format == ImportFormat::rss || payload_.format == ImportFormat::atom)
      read_items();
    else
      read_records();
    place_.offset += std::ssize(window_.substr(0, at_));
    batch_.is_done = batch_.is_done || (is_last_ && at_ == window_.size());
    return std::move(batch_);
  }

 private:
  bool has_room() const { return batch_.size() < kRecordsMax && at_ < window_.size(); }
  std::string_view rest() const { return window_.substr(at_); }

  void pass(std::size_t bytes) {
    place_.line += count_lines(window_.substr(at_, bytes));
    at_ += bytes;
  }

  void take(std::string json) { batch_.records.push_back({place_.line, std::move(json)}); }
  void refuse(std::string message) {
    batch_.broken.push_back({place_.line, {}, no_record(std::move(message)).error()});
  }

  Result<std::string> make(Record& record) {
    if (!record.fault.empty()) return no_record(std::move(record.fault));
    if (payload_.format != ImportFormat::csv)
      return target_.of_line(record.text, payload_.mapping, source_);
    TRY(fit(record.cells, place_.columns.size()));
    return target_.of_cells(place_.columns, record.cells, payload_.mapping, source_);
  }

  std::optional<std::string> id_of(const Record& record) const {
    if (payload_.format != ImportFormat::csv)
      return target_.id_of_line(record.text, payload_.mapping);
    return target_.id_of_cells(place_.columns, record.cells, payload_.mapping);
  }

  // Lines, or the records of a table.
  void read_records() {
    RecordPlace place{.line = place_.line, .is_skipping = place_.isSkipping};
    RecordReader reader(window_, is_last_, place);
    while (batch_.size() < kRecordsMax) {
      auto record = payload_.format == ImportFormat::csv ? reader.next_row(place_.separator[0])
                                                         : reader.next_line();
      if (!record) break;
      auto made = make(*record);
      if (made)
        batch_.records.push_back({record->line, std::move(*made)});
      else
        batch_.broken.push_back({record->line, id_of(*record), std::move(made.error())});
    }
    at_ = reader.bytes();
    place_.line = place.line;
    place_.isSkipping = place.is_skipping;
  }

  void read_items() {
    // The end tag of an item that is too long may lie across two windows.
    constexpr std::size_t kTagMax = 64;
    if (place_.isSkipping) {
      const auto end = end_of_item(window_, place_.scope);
      const std::size_t kept = is_last_ ? 0 : std::min(kTagMax, window_.size() - 1);
      place_.isSkipping = !end && !is_last_;
      pass(end ? *end : window_.size() - kept);
    }
    FeedItems items(rest(), place_.scope, is_last_);
    const std::size_t base = at_;
    while (has_room()) {
      FeedStep step = items.next();
      const std::size_t position = base + items.position();
      switch (step.kind) {
        case FeedStep::Kind::item:
        case FeedStep::Kind::broken: {
          pass(base + step.begin - at_);
          if (step.kind == FeedStep::Kind::item)
            take(target_.of_item(std::move(step.item), source_, now_));
          else
            refuse(concat("The item ", step.fault, "."));
          pass(position - at_);
          continue;
        }
        case FeedStep::Kind::more:
          pass(position - at_);
          // It fills the whole window: there is no more room to wait for its end.
          if (at_ > 0) return;
          refuse(concat("The item is longer than ", window_.size(), " bytes."));
          place_.isSkipping = true;
          return pass(window_.size() - std::min(kTagMax, window_.size() - 1));
        case FeedStep::Kind::fault:
          pass(base + step.begin - at_);
          refuse(concat("The feed ", step.fault, "."));
          [[fallthrough]];
        case FeedStep::Kind::end_of_feed:
          batch_.is_done = true;
          return;
      }
    }
  }

  std::string_view window_;
  const ImportJob::Payload& payload_;
  const Target& target_;
  std::string_view source_;
  Timestamp now_;
  ImportPlace& place_;
  bool is_last_;
  std::size_t at_ = 0;
  ImportBatch batch_;
};

}  // namespace

std::vector<std::string> columns_of(std::vector<std::string> cells) {
  constexpr std::size_t kNameMax = 200;
  std::vector<std::string> names;
  names.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string name;
    if (is_utf8(cells[i])) name = cut_code_points(trim(cells[i]), kNameMax);
    if (name.empty()) name = concat("column", i + 1);
    const std::string first = name;
    for (int again = 2; std::ranges::contains(names, name); ++again)
      name = concat(first, "_", again);
    names.push_back(std::move(name));
  }
  return names;
}

ImportBatch read_window(std::string_view window, const ImportJob::Payload& payload,
                        std::string_view source, Timestamp now, ImportPlace& place) {
  return WindowReader(window, payload, source, now, place).read();
}

}  // namespace crow::imports
