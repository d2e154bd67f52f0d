#include "workers/vectorize/handlers.h"
#include "workers/vectorize/message.h"

namespace crow::vectorize {
namespace {

using vector_index::DeclaredIndex;

struct PropertyName {
  std::string propertyName;
  static constexpr auto fields =
      describe(field<&PropertyName::propertyName>("propertyName", "Of the index that goes."));
};

}  // namespace

Task<Response> create_metadata_index(Context& context) {
  auto index = co_await index_of(context);
  auto asked = co_await read_json<DeclaredIndex>(context, CreateMetadataIndex::operation);
  co_return json_response(json::write(co_await index.create_metadata_index(std::move(asked))));
}

Task<Response> list_metadata_indexes(Context& context) {
  auto index = co_await index_of(context);
  co_return json_response(json::write(co_await index.list_metadata_indexes()));
}

Task<Response> delete_metadata_index(Context& context) {
  auto index = co_await index_of(context);
  auto asked = co_await read_json<PropertyName>(context, DeleteMetadataIndex::operation);
  co_return json_response(
      json::write(co_await index.delete_metadata_index(std::move(asked.propertyName))));
}

}  // namespace crow::vectorize
