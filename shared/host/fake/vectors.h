// Vectorize for native tests: the index of shared/vector-index on a SQLite of its own.
//
//   world.vectors["VECTORS"].config.dimensions = 4;
//   … whatever is tested upserts and queries …
//
// Without dimensions each namespace has those of its first vector.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>

#include "shared/core/task.h"
#include "shared/host/fake/sqlite.h"
#include "shared/vector-index/index.h"

namespace crow {

class FakeVectors {
 public:
  FakeVectors();

  vector_index::IndexConfig config = {};
  Sqlite& database() { return *database_; }

  // Whether this is an operation on vectors; start() then does it.
  static bool knows(std::string_view operation) { return operation.starts_with("vectors."); }
  using Done = std::function<void(bool is_ok, std::string answer)>;
  void start(const std::string& binding, std::string operation, std::string payload, Done done);

  // What "sqlite.bytes" answers, made of a batch's answer.
  static std::string column_of(std::string answer);

  // The binding under which the index asks for its own database, and the other way round.
  static std::string database_binding(std::string_view binding);
  static std::string_view binding_of(std::string_view database_binding);

 private:
  Task<std::string> answer(std::string binding, std::string operation, std::string payload);

  std::unique_ptr<Sqlite> database_;
  std::unique_ptr<vector_index::Library> library_;
  std::list<Root> running_;
};

}  // namespace crow
