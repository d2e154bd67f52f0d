#include <algorithm>

#include "shared/core/text.h"
#include "shared/search/kernels.h"
#include "shared/vector-index/index.h"

namespace crow::vector_index {
namespace {

struct Row {
  std::int64_t number = 0;
  std::string id;
  std::optional<std::string> indexed;
  static constexpr auto fields =
      describe(field<&Row::number>("number", ""), field<&Row::id>("id", ""),
               field<&Row::indexed>("indexed", ""));
};
struct ValueRow {
  std::string value;
  static constexpr auto fields = describe(field<&ValueRow::value>("value", ""));
};
struct NumberRow {
  std::int64_t number = 0;
  static constexpr auto fields = describe(field<&NumberRow::number>("number", ""));
};

// Both halves of a page are asked for before anything else can run, so they are of one moment.
constexpr sql::Statement<Row, std::string_view, std::int64_t, std::int64_t, std::int64_t> kPage{
    "vectors.page", R"sql(
  SELECT number, id, indexed
    FROM vector
   WHERE namespace = ?1 AND number > ?2 AND length(value) = ?3
   ORDER BY number
   LIMIT ?4
)sql"};
constexpr sql::Statement<ValueRow, std::string_view, std::int64_t, std::int64_t, std::int64_t>
    kPageValues{"vectors.page_values", R"sql(
  SELECT value
    FROM vector
   WHERE namespace = ?1 AND number > ?2 AND length(value) = ?3
   ORDER BY number
   LIMIT ?4
)sql"};

constexpr sql::Statement<NumberRow, std::string_view, std::int64_t> kDeparted{"vectors.departed",
                                                                              R"sql(
  SELECT number FROM departed WHERE namespace = ?1 AND changed > ?2
)sql"};
constexpr sql::Statement<NumberRow, std::string_view, std::int64_t, std::int64_t> kHowMany{
    "vectors.how_many", R"sql(
  SELECT count(*) AS number
    FROM (SELECT 1 FROM vector WHERE namespace = ?1 AND changed > ?2 LIMIT ?3)
)sql"};
constexpr sql::Statement<Row, std::string_view, std::int64_t, std::int64_t> kChanged{
    "vectors.changed", R"sql(
  SELECT number, id, indexed
    FROM vector
   WHERE namespace = ?1 AND changed > ?2 AND length(value) = ?3
   ORDER BY number
)sql"};
constexpr sql::Statement<ValueRow, std::string_view, std::int64_t, std::int64_t> kChangedValues{
    "vectors.changed_values", R"sql(
  SELECT value
    FROM vector
   WHERE namespace = ?1 AND changed > ?2 AND length(value) = ?3
   ORDER BY number
)sql"};

std::int64_t width_of(std::int64_t dimensions) {
  return dimensions * static_cast<std::int64_t>(sizeof(float));
}

std::int64_t page_of(std::int64_t dimensions, std::size_t bytes) {
  return std::max<std::int64_t>(64, static_cast<std::int64_t>(bytes) / width_of(dimensions));
}

void put(Shelf& shelf, std::vector<Row> rows, std::string_view values) {
  for (Row& row : rows)
    shelf.put(row.number, std::move(row.id), row.indexed.value_or(""),
              packed::take(values, shelf.dimensions()));
}

}  // namespace

Task<std::optional<std::int64_t>> VectorIndex::load_page(std::shared_ptr<Shelf> shelf,
                                                         const Place& place, std::int64_t after) {
  const std::int64_t width = width_of(place.dimensions),
                     most = page_of(place.dimensions, page_bytes);
  auto asked_rows = database_.all(kPage, place.nameSpace, after, width, most);
  auto asked_values = database_.bytes(sql::bind(kPageValues, place.nameSpace, after, width, most));
  auto rows = co_await std::move(asked_rows);
  const std::string values = co_await std::move(asked_values);
  if (rows.empty()) co_return std::optional<std::int64_t>();
  const std::int64_t last = rows.back().number;
  const bool is_end = std::ssize(rows) < most;
  put(*shelf, std::move(rows), values);
  co_return is_end ? std::optional<std::int64_t>() : std::optional(last);
}

Task<std::shared_ptr<Shelf>> VectorIndex::load(const View& view, const Place& place) {
  auto shelf = std::make_shared<Shelf>(static_cast<std::size_t>(place.dimensions), config_.metric);
  const auto row_bytes = search::stride_of(shelf->dimensions()) * sizeof(float);
  if (static_cast<std::size_t>(place.vectors) * row_bytes > kExactBytes) shelf->compress();
  // What changes while pages are read is caught up with afterwards.
  shelf->version = view.state.version;
  shelf->schema = view.state.schema;
  std::optional<std::int64_t> after = 0;
  while (after) after = co_await load_page(shelf, place, *after);
  co_return shelf;
}

Task<bool> VectorIndex::catch_up(std::shared_ptr<Shelf> shelf, const View& view,
                                 const Place& place) {
  const std::int64_t from = shelf->version, most = page_of(place.dimensions, page_bytes);
  const bool is_known = shelf->schema == view.state.schema &&
                        static_cast<std::int64_t>(shelf->dimensions()) == place.dimensions &&
                        view.state.version - from < Shelf::kChangesMissedMax;
  if (!is_known) co_return false;
  if (from >= view.state.version) co_return true;
  auto many = co_await database_.all(kHowMany, place.nameSpace, from, most + 1);
  if (many.at(0).number > most) co_return false;
  const std::int64_t width = width_of(place.dimensions);
  auto asked_departed = database_.all(kDeparted, place.nameSpace, from);
  auto asked_rows = database_.all(kChanged, place.nameSpace, from, width);
  auto asked_values = database_.bytes(sql::bind(kChangedValues, place.nameSpace, from, width));
  const auto departed = co_await std::move(asked_departed);
  auto rows = co_await std::move(asked_rows);
  const std::string values = co_await std::move(asked_values);
  // Another request may have brought it further meanwhile.
  if (shelf->version >= view.state.version) co_return true;
  for (const NumberRow& row : departed) shelf->remove(row.number);
  put(*shelf, std::move(rows), values);
  shelf->version = view.state.version;
  if (!shelf->is_approximate() && shelf->bytes() > kExactBytes + kExactBytes / 2) shelf->compress();
  co_return true;
}

Task<std::shared_ptr<Shelf>> VectorIndex::shelf_of(const View& view, const Place& place) {
  const std::string key = concat(view.state.birth, place.nameSpace);
  auto shelf = library_.find(key);
  if (shelf && co_await catch_up(shelf, view, place)) {
    library_.tidy(shelf.get());
    co_return shelf;
  }
  library_.drop(key);
  shelf = co_await load(view, place);
  library_.put(key, shelf);
  co_return shelf;
}

}  // namespace crow::vector_index
