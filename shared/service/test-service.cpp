#include "shared/service/test-service.h"

#include "shared/core/text.h"

namespace crow {
namespace shop {
namespace {

Task<Thing> get_thing(Context&, OnlyId input) { co_return Thing{input.id, "found"}; }
Task<Thing> get_mine(Context& context, Nothing) {
  co_return Thing{context.caller.user_id, context.caller.organization_id};
}
Task<Nothing> delete_thing(Context&, OnlyId) { co_return Nothing{}; }
Task<ListThings::Output> list_things(Context&, ListThings::Input input) { co_return input; }
Task<Thing> put_thing(Context&, PutThing::Input input) { co_return Thing{input.id, input.name}; }
Task<Thing> make_thing(Context& context, MakeThing::Input input) {
  return make(context, input.name);
}
Task<Thing> write_thing(Context& context, OnlyId) {
  co_return Thing{context.caller.user_id, context.caller.organization_id};
}
Task<Response> export_things(Context&) {
  co_return Response{.body = "{}\n"}.with("content-type", "application/x-ndjson");
}
Task<Submit::Output> submit(Context&, Submit::Input input) { co_return input; }
Task<Thing> ping(Context&, OnlyId input) { co_return Thing{input.id, "pong"}; }
Task<Response> do_play(Context& context) { return play(context); }

constexpr std::array kTable = {
    serve<GetThing, get_thing>(),       serve<GetMine, get_mine>(),
    serve<DeleteThing, delete_thing>(), serve<ListThings, list_things>(),
    serve<PutThing, put_thing>(),       serve<Submit, submit>(),
    serve<SubmitAnything, submit>(),    serve<Ping, ping>(),
    serve<MakeThing, make_thing>(),     serve_raw<Play, do_play>(),
    serve<WriteThing, write_thing>(),   serve_raw<ExportThings, export_things>(),
};
static_assert(serves_all(
    kTable, Operations<GetThing, GetMine, DeleteThing, ListThings, PutThing, Submit, SubmitAnything,
                       Ping, MakeThing, Play, WriteThing, ExportThings>{}));

}  // namespace

const Service kShop{.name = "shop", .endpoints = kTable};
Service current = kShop;
Task<Response> (*play)(Context& context) = nullptr;
Task<Thing> (*make)(Context& context, std::string name) = nullptr;

}  // namespace shop

const Service& service() { return shop::current; }

}  // namespace crow
