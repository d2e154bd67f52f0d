// A worker for tests of the kernel in workerd: it fails in every way a worker can, and shows what
// is left afterwards. It is never deployed.
#include "shared/contracts/common.h"
#include "shared/core/text.h"
#include "shared/host/stream.h"
#include "shared/service/service.h"

namespace crow {
namespace {

struct Count {
  Integer<0, 2'000'000> n{0};
  static constexpr auto fields = describe(field<&Count::n>("n", "How many.").defaulted());
};
struct Number64 {
  std::int64_t value = 0;
  static constexpr auto fields = describe(field<&Number64::value>("value", "A number."));
};

// ------------------------------------------------------------------------------ ways to fail

struct Trap {
  static constexpr Operation operation{
      .name = "trap", .path = "/probe/trap", .summary = "Traps.", .access = Access::anyone};
};
Task<Response> trap(Context&) {
  __builtin_trap();
  co_return Response{};
}

struct OutOfBounds {
  static constexpr Operation operation{.name = "out_of_bounds",
                                       .path = "/probe/out-of-bounds",
                                       .summary = "Reads past a vector.",
                                       .access = Access::anyone};
};
Task<Response> out_of_bounds(Context& context) {
  std::vector<int> numbers(context.request.path.size());
  co_return json_response(to_text(numbers[context.request.path.size() + 7]));
}

struct OutOfMemory {
  static constexpr Operation operation{.name = "out_of_memory",
                                       .path = "/probe/out-of-memory",
                                       .summary = "Allocates past the limit.",
                                       .access = Access::anyone};
};
Task<Response> out_of_memory(Context&) {
  std::vector<std::string> hoard;
  for (;;) hoard.emplace_back(1 << 20, 'x');
  co_return Response{};
}

struct StackOverflow {
  static constexpr Operation operation{.name = "stack_overflow",
                                       .path = "/probe/stack-overflow",
                                       .summary = "Uses up the stack in linear memory.",
                                       .access = Access::anyone};
};
// Each level takes 4 KiB of linear memory, so that the shadow stack ends before V8's.
[[clang::noinline]] std::size_t dig(volatile char* above, std::size_t depth) {
  volatile char here[4096];
  here[depth % sizeof here] = above ? above[0] : 'x';
  return depth == 0 ? 0 : dig(here, depth - 1) + static_cast<std::size_t>(here[1]);
}
Task<Response> stack_overflow(Context&) {
  co_return json_response(to_text(static_cast<std::int64_t>(dig(nullptr, 10'000))));
}

// ----------------------------------------------------------------------------- what must work

struct Sleep {
  static constexpr Operation operation{.name = "sleep",
                                       .path = "/probe/sleep",
                                       .summary = "Waits n milliseconds.",
                                       .access = Access::anyone};
  using Input = Count;
  using Output = Number64;
};
// How many frames of `sleep` exist: a cancelled request must destroy its own.
std::int64_t sleeping = 0;
struct Sleeper {
  Sleeper() { ++sleeping; }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;
  ~Sleeper() { --sleeping; }
};
Task<Number64> sleep(Context& context, Count input) {
  Sleeper sleeper;
  co_await context.host.sleep(input.n);
  co_return Number64{sleeping};
}

struct Hold {
  static constexpr Operation operation{.name = "hold",
                                       .method = Method::post,
                                       .path = "/probe/hold",
                                       .summary = "Waits until its body ends.",
                                       .access = Access::anyone};
};
Task<Response> hold(Context& context) {
  Sleeper sleeper;
  co_await context.host.body(1 << 10);
  co_return json_response("{}");
}

struct Drip {
  static constexpr Operation operation{.name = "drip",
                                       .path = "/probe/drip",
                                       .summary = "Streams a line every 20 ms, for ever.",
                                       .access = Access::anyone};
};
Task<Response> drip(Context& context) {
  Sleeper sleeper;
  const auto stream =
      co_await open_stream(context.host, Response{}.with("content-type", "text/plain"));
  for (;;) {
    co_await stream.write("drip\n");
    co_await context.host.sleep(20);
  }
}

struct Sleeping {
  static constexpr Operation operation{.name = "sleeping",
                                       .path = "/probe/sleeping",
                                       .summary = "How many requests sleep.",
                                       .access = Access::anyone};
  using Input = Nothing;
  using Output = Number64;
};
Task<Number64> count_sleeping(Context&, Nothing) { co_return Number64{sleeping}; }

Task<std::int64_t> immediately(std::int64_t n) { co_return n; }
struct Loop {
  static constexpr Operation operation{.name = "loop",
                                       .path = "/probe/loop",
                                       .summary = "Awaits n tasks, one after the other.",
                                       .access = Access::anyone};
  using Input = Count;
  using Output = Number64;
};
Task<Number64> loop(Context&, Count input) {
  Number64 sum;
  for (std::int64_t i = 0; i < input.n; ++i) sum.value += co_await immediately(1);
  co_return sum;
}

Task<std::int64_t> chain(Context& context, std::int64_t depth) {
  if (depth == 0) {
    co_await context.host.sleep(1);
    co_return 0;
  }
  co_return 1 + co_await chain(context, depth - 1);
}
struct Chain {
  static constexpr Operation operation{.name = "chain",
                                       .path = "/probe/chain",
                                       .summary = "Awaits tasks n deep, with I/O at the bottom.",
                                       .access = Access::anyone};
  using Input = Count;
  using Output = Number64;
};
Task<Number64> deep_chain(Context& context, Count input) {
  co_return Number64{co_await chain(context, input.n)};
}

Task<std::int64_t> failing(Context& context, std::int64_t after_ms) {
  co_await context.host.sleep(after_ms);
  co_return fail(ErrorCode::conflict, "as asked");
}
struct Fail {
  static constexpr Operation operation{.name = "fail",
                                       .path = "/probe/fail",
                                       .summary = "Fails below two tasks, one of which goes on.",
                                       .access = Access::anyone};
  using Input = Count;
  using Output = Number64;
};
Task<Number64> fail_late(Context& context, Count input) {
  auto [first, second] = co_await when_all(failing(context, 1), chain(context, input.n));
  co_return Number64{first + second};
}

struct Memory {
  static constexpr Operation operation{.name = "memory",
                                       .path = "/probe/memory",
                                       .summary = "Bytes of linear memory.",
                                       .access = Access::anyone};
  using Input = Nothing;
  using Output = Number64;
};
Task<Number64> memory(Context&, Nothing) {
#ifdef __wasm__
  co_return Number64{static_cast<std::int64_t>(__builtin_wasm_memory_size(0)) * 65'536};
#else
  co_return Number64{};
#endif
}

struct Echo {
  static constexpr Operation operation{.name = "echo",
                                       .method = Method::post,
                                       .path = "/probe/echo",
                                       .summary = "Gives a form or a JSON body back.",
                                       .access = Access::anyone,
                                       .takes_forms = true};
  struct Input {
    Text<1, 20'000> text;
    std::optional<Integer<1, 10>> count;
    static constexpr auto fields = describe(field<&Input::text>("text", "A text."),
                                            field<&Input::count>("count", "A number."));
  };
  using Output = Input;
};
Task<Echo::Input> echo(Context&, Echo::Input input) { co_return input; }

struct Upload {
  static constexpr Operation operation{.name = "upload",
                                       .method = Method::post,
                                       .path = "/probe/upload",
                                       .summary = "Names and sizes of the parts of a form.",
                                       .access = Access::anyone};
};
Task<Response> upload(Context& context) {
  const std::string body = co_await context.host.body(1 << 20);
  const auto parts = co_await parse_multipart(context.request.header_or("content-type", {}), body);
  json::Writer out;
  out.begin_object();
  for (const FormPart& part : parts) out.member(part.name, part.content.size());
  out.end_object();
  co_return json_response(out.take());
}

struct Background {
  static constexpr Operation operation{.name = "background",
                                       .path = "/probe/background",
                                       .summary = "Answers, and adds n to a sum later.",
                                       .access = Access::anyone};
  using Input = Count;
  using Output = Number64;
};
std::int64_t background_sum = 0;
Task<> add_later(Host host, std::int64_t n) {
  co_await host.sleep(50);
  background_sum += n;
}
Task<Number64> background(Context& context, Count input) {
  if (input.n > 0) context.background.push_back(add_later(context.host, input.n));
  co_return Number64{background_sum};
}

constexpr Endpoint kEndpoints[] = {
    serve_raw<Trap, trap>(),
    serve_raw<OutOfBounds, out_of_bounds>(),
    serve_raw<OutOfMemory, out_of_memory>(),
    serve_raw<StackOverflow, stack_overflow>(),
    serve<Sleep, sleep>(),
    serve_raw<Hold, hold>(),
    serve_raw<Drip, drip>(),
    serve<Sleeping, count_sleeping>(),
    serve<Loop, loop>(),
    serve<Chain, deep_chain>(),
    serve<Fail, fail_late>(),
    serve<Memory, memory>(),
    serve<Echo, echo>(),
    serve_raw<Upload, upload>(),
    serve<Background, background>(),
};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "probe", .endpoints = kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
