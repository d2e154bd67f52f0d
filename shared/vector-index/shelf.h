// One namespace of an index in memory: its vectors in a form that is searched, and what filters see
// of their metadata. A shelf is a copy of rows and knows of which version.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/search/top.h"
#include "shared/search/vector-set.h"
#include "shared/vector-index/filter.h"

namespace crow::vector_index {

// A row that a search found.
struct Candidate {
  float score = 0;
  std::int64_t number = 0;  // Of its row.
  std::string id;
  std::size_t place = 0;  // Which of the namespaces that are searched; for the caller.
};
struct BetterCandidate {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return a.score != b.score ? a.score > b.score : a.id < b.id;
  }
};
using TopCandidates = search::Top<Candidate, BetterCandidate>;

class Shelf {
 public:
  Shelf(std::size_t dimensions, search::Metric metric) : vectors_(dimensions, metric) {}

  // Departures are remembered for so many changes.
  static constexpr std::int64_t kChangesMissedMax = 1'000;

  // The change of the index up to which it is true, and the set of metadata indexes that it knows.
  std::int64_t version = 0;
  std::int64_t schema = 0;

  std::size_t dimensions() const { return vectors_.dimensions(); }
  std::size_t size() const { return numbers_.size() - dead_; }
  std::size_t bytes() const;
  // Whether its scores are approximate, so that what it finds must be scored again.
  bool is_approximate() const { return vectors_.is_compressed(); }

  // Puts a row in, or in the place of what had its number. New numbers come in ascending order.
  void put(std::int64_t number, std::string id, std::string_view indexed,
           std::span<const float> values);
  // Takes a row out, if it is there.
  void remove(std::int64_t number);
  // From here on with a byte for each number.
  void compress() { vectors_.compress(); }

  // Offers what is near and passes the filter. Metadata indexes that the filter names are found by
  // `indexes`.
  void search(std::span<const float> query, std::span<const Condition> filter,
              std::span<const MetadataIndex> indexes, TopCandidates& top) const;

  // The vector of a row, while the shelf has it exactly.
  std::span<const float> values_of(std::int64_t number) const;

 private:
  // What one metadata index knows of each row; texts are kept once.
  struct Cell {
    Scalar::Kind kind = Scalar::Kind::absent;
    std::uint32_t text = 0;
    double number = 0;
  };
  struct Column {
    std::vector<Cell> cells;  // Shorter than the shelf when the last rows have nothing.
    std::vector<std::string> texts;
    std::map<std::string, std::uint32_t, std::less<>> places;
    std::size_t text_bytes = 0;
  };

  std::optional<std::size_t> find(std::int64_t number) const;
  void set_indexed(std::size_t slot, std::string_view indexed);
  // Clears the marks of what does not pass.
  void narrow(const Condition& condition, std::span<const MetadataIndex> indexes,
              std::vector<std::uint8_t>& allowed) const;

  search::VectorSet vectors_;
  std::vector<std::int64_t> numbers_;  // Ascending.
  std::vector<std::string> ids_;
  std::vector<std::uint8_t> alive_;
  std::size_t dead_ = 0;
  std::size_t id_bytes_ = 0;
  std::map<std::int64_t, Column> columns_;
};

// The shelves in memory, of all indexes that this instance serves. Those that were not asked for
// the longest go when there are too many.
class Library {
 public:
  explicit Library(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  std::size_t bytes_max() const { return bytes_max_; }
  std::size_t bytes() const;
  std::size_t size() const { return entries_.size(); }

  // `place` names the index and the namespace.
  std::shared_ptr<Shelf> find(std::string_view place);
  void put(std::string place, std::shared_ptr<Shelf> shelf);
  void drop(std::string_view place);
  // Makes room after shelves have grown. `kept` stays, whatever its size.
  void tidy(const Shelf* kept);
  // Lets go until so many bytes of what it may have are free.
  void make_room(std::size_t bytes);

 private:
  struct Entry {
    std::shared_ptr<Shelf> shelf;
    std::uint64_t used = 0;
  };
  // Lets the one go that nobody asked for the longest; false when there is none but `kept`.
  bool drop_oldest(const Shelf* kept);

  std::map<std::string, Entry, std::less<>> entries_;
  std::size_t bytes_max_;
  std::uint64_t clock_ = 0;
};

}  // namespace crow::vector_index
