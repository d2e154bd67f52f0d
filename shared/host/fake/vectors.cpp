#include "shared/host/fake/vectors.h"

#include "shared/core/text.h"
#include "shared/json/parse.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

constexpr std::string_view kPrefix = "vectors/";

// As the binding of Vectorize says it.
std::string failure_of(std::string_view operation, const Error& error) {
  const std::string_view name = operation.ends_with("query") || operation.ends_with("queryById")
                                    ? "QUERY"
                                : operation.ends_with("insert")      ? "INSERT"
                                : operation.ends_with("upsert")      ? "UPSERT"
                                : operation.ends_with("getByIds")    ? "GET"
                                : operation.ends_with("deleteByIds") ? "DELETE"
                                                                     : "INDEX_GET";
  if (error.name.empty()) return concat("VECTOR_", name, "_ERROR: ", error.message, error.cause);
  return concat("VECTOR_", name, "_ERROR (code = ", error.name, "): ", error.message);
}

// The single column of an answer, [[[["text"],[[1,2,3]]],0]], which is texts or bytes, without the
// JSON around it. It can be long.
struct Column final : json::Events {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool integer(std::int64_t value) override {
    if (depth == 5) out += static_cast<char>(value);
    return true;
  }
  bool number(double) override { return true; }
  bool text(std::string_view value) override {
    out += value;
    return true;
  }
  bool begin_object() override { return false; }
  bool key(std::string_view) override { return false; }
  bool end_object() override { return false; }
  bool begin_array() override {
    ++depth;
    return true;
  }
  bool end_array() override {
    --depth;
    return true;
  }
  int depth = 0;
  std::string out;
};

}  // namespace

std::string FakeVectors::column_of(std::string answer) {
  Column column;
  json::parse(answer, column);
  return std::move(column.out);
}

FakeVectors::FakeVectors()
    : database_(std::make_unique<Sqlite>()),
      library_(std::make_unique<vector_index::Library>(vector_index::VectorIndex::kLibraryBytes)) {
  if (const auto outcome = database_->migrate("workers/vectorize/migrations"); !outcome)
    __builtin_trap();
}

std::string FakeVectors::database_binding(std::string_view binding) {
  return concat(kPrefix, binding);
}

std::string_view FakeVectors::binding_of(std::string_view database_binding) {
  if (!database_binding.starts_with(kPrefix)) return {};
  return database_binding.substr(kPrefix.size());
}

Task<std::string> FakeVectors::answer(std::string binding, std::string operation,
                                      std::string payload) {
  const std::string own = database_binding(binding);
  const Host host(0);
  vector_index::VectorIndex index(host, Database(host, own), config, *library_);
  if (operation == "vectors.upsert")
    co_return json::write(co_await index.upsert(co_await packed::unpack_records(payload)));
  if (operation == "vectors.insert")
    co_return json::write(co_await index.insert(co_await packed::unpack_records(payload)));
  if (operation == "vectors.query")
    co_return packed::pack(co_await index.query(co_await packed::unpack_query(payload)));
  if (operation == "vectors.queryById")
    co_return packed::pack(co_await index.query_by_id(co_await packed::unpack_query(payload)));
  if (operation == "vectors.describe") co_return json::write(co_await index.info());
  auto ids = co_await json::read<std::vector<std::string>>(payload);
  if (operation == "vectors.deleteByIds")
    co_return json::write(co_await index.delete_by_ids(std::move(ids)));
  co_return packed::pack(co_await index.get_by_ids(std::move(ids)));
}

void FakeVectors::start(const std::string& binding, std::string operation, std::string payload,
                        Done done) {
  running_.remove_if([](const Root& root) { return root.finished(); });
  running_.emplace_back();
  Root& root = running_.back();
  root = run(answer(binding, operation, std::move(payload)),
             [operation, done = std::move(done)](Result<std::string> outcome) {
               if (outcome)
                 done(true, std::move(*outcome));
               else
                 done(false, failure_of(operation, outcome.error()));
             });
}

}  // namespace crow
