#include "shared/host/fake/node.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "shared/core/text.h"

namespace crow::fake {
namespace {

constexpr const char* kProgram = R"js(
const ask = {
  url(text, base) {
    const url = URL.parse(text.toString(), base.length ? base.toString() : undefined);
    return url && Buffer.from([url.href, url.protocol, url.username, url.password, url.hostname,
      url.port].join('\n'));
  },
  decode(label, bytes) {
    try {
      return Buffer.from(new TextDecoder(label.toString()).decode(bytes));
    } catch { return null; }
  },
};
let rest = '';
process.stdin.setEncoding('latin1').on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const [name, ...parts] = line.split(' ');
    const answer = ask[name](...parts.map((part) => Buffer.from(part, 'base64')));
    process.stdout.write((answer ? '+' + answer.toString('base64') : '-') + '\n');
  }
});
)js";

struct Pipes {
  std::FILE* to;
  std::FILE* from;
};

[[noreturn]] void give_up(const char* why) {
  std::perror(why);
  std::abort();
}

Pipes start() {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) give_up("pipe");
  const pid_t child = fork();
  if (child < 0) give_up("fork");
  if (child == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    execl(CROW_NODE, CROW_NODE, "-e", kProgram, static_cast<char*>(nullptr));
    std::perror(CROW_NODE);
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  return {fdopen(in[1], "w"), fdopen(out[0], "r")};
}

std::optional<std::string> ask(std::string_view name, std::string_view first,
                               std::string_view second) {
  static const Pipes node = start();
  const std::string question = concat(name, ' ', base64(first), ' ', base64(second), '\n');
  std::fwrite(question.data(), 1, question.size(), node.to);
  std::fflush(node.to);
  std::string answer;
  for (int c = std::fgetc(node.from); c != '\n'; c = std::fgetc(node.from)) {
    if (c == EOF) give_up("node");
    answer += static_cast<char>(c);
  }
  if (answer == "-") return std::nullopt;
  return from_base64(std::string_view(answer).substr(1));
}

}  // namespace

std::optional<std::string> node_url(std::string_view text, std::string_view base) {
  return ask("url", text, base);
}

std::optional<std::string> node_decode(std::string_view label, std::string_view bytes) {
  return ask("decode", label, bytes);
}

}  // namespace crow::fake
