// Records of a long file, from one window of it after the other: lines of JSON, or the records of a
// table. A record that is too long is told once and passed over, across windows too.
//
//   RecordReader reader(window, is_last, place);
//   while (auto record = reader.next_line()) …
//   offset += reader.bytes();
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crow {

inline constexpr std::size_t kRecordBytesMax = 65'536;

// What goes on from window to window.
struct RecordPlace {
  std::int64_t line = 1;     // The number of the next line.
  bool is_skipping = false;  // In the middle of a record that is too long.
};

struct Record {
  std::int64_t line = 1;                // Where it begins.
  std::string_view text = {};           // Of a line.
  std::vector<std::string> cells = {};  // Of a table.
  std::string fault = {};               // Why it is none: a sentence; else empty.
};

class RecordReader {
 public:
  // `window` must outlive the records. `is_last`: nothing follows it.
  RecordReader(std::string_view window, bool is_last, RecordPlace& place)
      : window_(window), is_last_(is_last), place_(place) {}

  // The next line that is not blank, or record; nothing when it does not end within the window.
  std::optional<Record> next_line();
  std::optional<Record> next_row(char separator);

  // What is done: another window may begin behind it.
  std::size_t bytes() const { return at_; }
  bool is_done() const { return is_last_ && at_ == window_.size(); }

 private:
  std::string_view rest() const { return window_.substr(at_); }
  void pass(std::size_t bytes);
  void skip_line();
  Record too_long();

  std::string_view window_;
  bool is_last_;
  RecordPlace& place_;
  std::size_t at_ = 0;
};

}  // namespace crow
