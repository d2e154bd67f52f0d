// Reading a window of a file, by its format.
#include <algorithm>

#include "shared/contracts/interactions.h"
#include "shared/core/text.h"
#include "shared/formats/csv.h"
#include "workers/imports/event.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

constexpr std::size_t kRecordBytesMax = 65'536;

std::int64_t count_lines(std::string_view text) { return std::ranges::count(text, '\n'); }

Error no_record(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

class WindowReader {
 public:
  WindowReader(std::string_view window, const ImportJob::Payload& payload, std::string_view source,
               Timestamp now, ImportPlace& place)
      : window_(window),
        payload_(payload),
        source_(source),
        now_(now),
        place_(place),
        is_last_(place.offset + std::ssize(window) >= place.size) {}

  ImportBatch read() {
    switch (payload_.format) {
      case ImportFormat::csv:
        read_table();
        break;
      case ImportFormat::rss:
      case ImportFormat::atom:
        read_items();
        break;
      default:
        read_lines();
    }
    place_.offset += std::ssize(window_.substr(0, at_));
    batch_.is_done = batch_.is_done || (is_last_ && at_ == window_.size());
    return std::move(batch_);
  }

 private:
  bool has_room() const { return batch_.size() < interactions::kEventsMax && at_ < window_.size(); }
  std::string_view rest() const { return window_.substr(at_); }

  void pass(std::size_t bytes) {
    place_.line += count_lines(window_.substr(at_, bytes));
    at_ += bytes;
  }

  void take(Result<std::string> event) {
    if (event)
      batch_.events.push_back({place_.line, std::move(*event)});
    else
      batch_.broken.emplace_back(place_.line, std::move(event.error()));
  }
  void refuse(std::string message) {
    batch_.broken.emplace_back(place_.line, no_record(std::move(message)));
  }
  void refuse_long() { refuse(concat("The record is longer than ", kRecordBytesMax, " bytes.")); }

  // Passes over what is left of a record that is too long: up to the next line.
  void skip_line() {
    const auto end = rest().find('\n');
    place_.isSkipping = end == std::string_view::npos;
    pass(place_.isSkipping ? rest().size() : end + 1);
  }

  void read_lines() {
    if (place_.isSkipping) skip_line();
    while (has_room()) {
      const auto end = rest().find('\n');
      const bool is_whole = end != std::string_view::npos || is_last_;
      const std::string_view line = rest().substr(0, end);
      if (line.size() > kRecordBytesMax) {
        refuse_long();
        skip_line();
        continue;
      }
      if (!is_whole) break;
      if (line.find_first_not_of(" \t\r") != line.npos)
        take(event_of_line(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line,
                           payload_.mapping, source_));
      pass(std::min(line.size() + 1, rest().size()));
    }
  }

  void read_table() {
    if (place_.isSkipping) skip_line();
    while (has_room()) {
      const std::string_view text = rest().substr(0, kRecordBytesMax);
      const bool is_rest = text.size() == rest().size();
      auto record = read_csv(text, place_.separator[0], is_last_ && is_rest);
      if (!record) {
        if (is_rest) break;
        refuse_long();
        skip_line();
        continue;
      }
      if (!record->fault.empty())
        refuse(concat("The record ", record->fault, "."));
      else if (!record->is_blank())
        take(event_of_cells(place_.columns, std::move(record->cells), payload_.mapping, source_));
      pass(record->bytes);
    }
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
            take(event_of_item(std::move(step.item), source_, now_));
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
  std::string_view source_;
  Timestamp now_;
  ImportPlace& place_;
  bool is_last_;
  std::size_t at_ = 0;
  ImportBatch batch_;
};

}  // namespace

ImportBatch read_window(std::string_view window, const ImportJob::Payload& payload,
                        std::string_view source, Timestamp now, ImportPlace& place) {
  return WindowReader(window, payload, source, now, place).read();
}

}  // namespace crow::imports
