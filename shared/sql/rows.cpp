#include "shared/sql/rows.h"

#include "shared/core/text.h"
#include "shared/json/check.h"
#include "shared/json/parse.h"

namespace crow::sql {
namespace {

// What a column of this type holds, after "must be".
std::string expected_of(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "INTEGER 0 or 1";
    case Kind::timestamp:
      return "INTEGER milliseconds";
    case Kind::integer:
      return concat("INTEGER, ", expectation_of(type));
    case Kind::number:
      return concat("REAL or INTEGER, ", expectation_of(type));
    case Kind::raw_json:
      return "TEXT";
    case Kind::optional:
      return concat(expected_of(*type.element), ", or NULL");
    default:
      return concat("TEXT, ", expectation_of(type));
  }
}

// Receives the parser's events and puts each column where the row's table says. The first value
// that does not fit ends the reading: rows are our own writing, and one fault is enough to find it.
class Filler final : public json::Events {
 public:
  explicit Filler(std::span<const RowSink> sinks) : sinks_(sinks) {}

  bool null() override {
    return column("NULL", [](const Type& type, void* at) {
      if (type.kind != Kind::optional) return false;
      type.container->clear(at);
      return true;
    });
  }
  bool boolean(bool) override { return misplaced(); }
  bool integer(std::int64_t value) override {
    if (depth_ == kPair && parts_ == 1) {
      ++parts_;
      *sinks_[statement_].changes = value;
      return true;
    }
    return scalar("INTEGER", [value](json::Place place) {
      // A number this size is rounded on its way through JavaScript, so it is not what was stored.
      const bool is_exact = value <= kExact && value >= -kExact;
      if (!is_exact && place.type->kind != Kind::number) return false;
      if (place.type->kind == Kind::boolean) {
        *static_cast<bool*>(place.at) = value == 1;
        return value == 0 || value == 1;
      }
      if (place.type->kind == Kind::timestamp) {
        static_cast<Timestamp*>(place.at)->ms = value;
        return true;
      }
      return !json::store_integer(*place.type, place.at, value);
    });
  }
  bool number(double value) override {
    return scalar("REAL", [value](json::Place place) {
      return place.type->kind == Kind::number && !json::store_number(*place.type, place.at, value);
    });
  }
  bool text(std::string_view value) override {
    return scalar("TEXT", [value](json::Place place) {
      if (place.type->kind == Kind::raw_json) {
        static_cast<RawJson*>(place.at)->text = value;
        return true;
      }
      if (place.type->kind == Kind::timestamp) return false;
      return !json::store_text(*place.type, place.at, value);
    });
  }
  bool begin_object() override { return misplaced(); }
  bool key(std::string_view) override { return false; }
  bool end_object() override { return false; }

  bool begin_array() override {
    switch (depth_) {
      case kColumns:  // The host writes a BLOB as an array of its bytes.
        return column("BLOB", [](const Type&, void*) { return false; });
      case kRows:
        return start_row();
      case kPair:
        if (parts_++ != 0) return misplaced();
        break;
      case kBatch:
        if (statement_ == sinks_.size()) return wrong("more answers than statements");
        parts_ = 0;
        break;
      default:
        break;
    }
    ++depth_;
    return true;
  }

  bool end_array() override {
    switch (depth_--) {
      case kColumns:
        if (column_ == fields().size()) return true;
        return wrong(concat(column_, " columns, where the row has ", fields().size(), " fields"));
      case kPair:
        if (parts_ != 2) return misplaced();
        ++statement_;
        return true;
      case kBatch:
        return statement_ == sinks_.size() || wrong("fewer answers than statements");
      default:
        return true;
    }
  }

  std::string cause;

 private:
  // How many arrays are open.
  enum : int { kBatch = 1, kPair, kRows, kColumns };

  std::span<const Field> fields() const { return sinks_[statement_].list->element->fields; }

  bool start_row() {
    const RowSink& sink = sinks_[statement_];
    if (!sink.list) return wrong("rows, where none may come");
    row_ = sink.list->container->append(sink.rows, {});
    column_ = 0;
    ++depth_;
    return true;
  }

  // Passes the next column's type and place to `store`, which says whether the value fits.
  template <typename Store>
  bool column(std::string_view came, Store store) {
    if (depth_ != kColumns) return misplaced();
    if (column_ == fields().size())
      return wrong(concat("more columns than the ", fields().size(), " fields of the row"));
    const Field& field = fields()[column_++];
    if (store(*field.type, field.locate(row_))) [[likely]]
      return true;
    return wrong(concat("column ", column_, " (", field.name, ") must be ",
                        expected_of(*field.type), ", got ", came));
  }

  template <typename Store>
  bool scalar(std::string_view came, Store store) {
    return column(came, [&](const Type& type, void* at) { return store(json::engage(type, at)); });
  }

  bool misplaced() { return wrong("not the shape of an answer, [[[row, …], changes], …]"); }

  bool wrong(std::string_view what) {
    const bool is_known = statement_ < sinks_.size();
    cause = concat(is_known ? sinks_[statement_].statement : std::string_view("batch"), ": ", what);
    return false;
  }

  std::span<const RowSink> sinks_;
  int depth_ = 0;
  std::size_t statement_ = 0;
  int parts_ = 0;  // Of the pair: rows, changes.
  void* row_ = nullptr;
  std::size_t column_ = 0;
};

std::unexpected<Error> unreadable(std::string cause) {
  return fail(ErrorCode::internal, "The service could not read its data.", std::move(cause));
}

}  // namespace

Result<> read_answer(std::string json, std::span<const RowSink> sinks) {
  Filler filler(sinks);
  const auto fault = json::parse(json, filler);
  if (!filler.cause.empty()) return unreadable(std::move(filler.cause));
  if (fault) return unreadable(concat("batch: the answer must be ", fault->expected));
  return {};
}

}  // namespace crow::sql
