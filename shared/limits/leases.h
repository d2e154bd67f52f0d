// The tokens that this instance holds, and what it may do with a request.
//
//   switch (leases.take(key, allowance, now).verdict) { … }
//
// How long tokens last is measured, not dated: the counter says how much of its window is left, and
// from the moment of asking so much time may pass here. So the two clocks need not agree. When this
// one goes back by more than requests that run by turns may differ, what is held is dropped: nobody
// can say how old it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/limits/grant.h"

namespace crow::limits {

enum class Verdict : std::uint8_t {
  admitted,        // A token was taken.
  minute_is_over,  // None is left until the window ends.
  day_is_over,
  ask,          // None is here: ask the counter.
  unreachable,  // The counter did not answer a moment ago.
};

// How it stands, as headers tell.
struct Standing {
  Verdict verdict = Verdict::ask;
  std::int64_t left_of_minute = 0;
  std::int64_t left_of_day = 0;
  Timestamp minute_ends = {};  // By the counter's clock.
  Timestamp day_ends = {};
  std::int64_t minute_lasts_ms = 0;
  std::int64_t day_lasts_ms = 0;
};

class Leases {
 public:
  // Takes a token, or says what else. `key` names what is counted.
  Standing take(std::string_view key, const Allowance& allowance, Timestamp now);

  // What to ask the counter. While one asks, others ask for no more than they need themselves.
  Ask prepare(std::string_view key, const Allowance& allowance, Timestamp now);
  // What it answered to somebody who asked at `asked`.
  void put(std::string_view key, const Ask& ask, const Grant& grant, Timestamp asked,
           Timestamp now);
  // It did not: for a second nobody asks again.
  void pause(std::string_view key, Timestamp now);
  // The ask of prepare() is over, one way or the other.
  void settle(std::string_view key);

  // Counts in this instance alone, as good as that is.
  Standing take_alone(std::string_view key, const Allowance& allowance, Timestamp now);

  std::size_t size() const { return entries_.size(); }
  void clear() { entries_.clear(); }

  static constexpr std::size_t kEntriesMax = 8'192;

 private:
  struct Window {
    Timestamp starts = {};   // By the counter's clock.
    std::int64_t until = 0;  // By this one.
    std::int64_t tokens = 0;
    std::int64_t left = 0;  // For whoever asks, when it was last heard of.
  };
  struct Alone {
    Timestamp starts = {};
    std::int64_t spent = 0;
  };
  struct Entry {
    Allowance allowance = {};
    Window minute = {}, day = {};
    Alone alone_minute = {}, alone_day = {};
    std::int64_t spent = 0;  // In the minute; until tokens of a new one come, in the last.
    std::int64_t paused_until = 0;
    std::int64_t seen = 0;
    int asking = 0;  // How many ask at this moment.
  };
  Entry& entry_of(std::string_view key, const Allowance& allowance, Timestamp now);
  void make_room(Timestamp now);
  static void add(Window& window, const Share& share, std::int64_t until);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
  std::int64_t swept_ = 0;
};

// Marks an ask from its beginning to its end, also when its request is cancelled.
class Asking {
 public:
  Asking(Leases& leases, std::string_view key) : leases_(leases), key_(key) {}
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;
  ~Asking() { leases_.settle(key_); }

 private:
  Leases& leases_;
  std::string key_;
};

}  // namespace crow::limits
