# Sourced by every bash script: the project's folder, plain messages, and the pinned tools first.

crow_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
crow_script=$(basename "$0")

# The folder's own node, wrangler, wasm-opt and redocly come before the system's.
PATH="$crow_root/node_modules/.bin:$PATH"
export PATH

# Nothing that runs here calls out, asks, or colours what a program reads.
export CLOUDFLARE_CF_FETCH_ENABLED=false WRANGLER_SEND_METRICS=false
export WRANGLER_SEND_ERROR_REPORTS=false WRANGLER_HIDE_BANNER=true
export WRANGLER_LOG_PATH="$crow_root/build/wrangler-logs"

# say TEXT: progress, on stderr.
say() { printf '%s\n' "$*" >&2; }

# die TEXT: one line that says what is wrong and what to do.
die() {
  printf '%s: %s\n' "$crow_script" "$*" >&2
  exit 1
}

# has COMMAND
has() { command -v "$1" >/dev/null 2>&1; }

# wants_help ARGUMENTS…: whether --help or -h is among them.
wants_help() {
  local argument
  for argument in "$@"; do
    if [ "$argument" = --help ] || [ "$argument" = -h ]; then return 0; fi
  done
  return 1
}

# alone_in_tree COMMAND…: waits while another script builds in this tree.
alone_in_tree() {
  local lock="$crow_root/CMakeLists.txt"
  if has flock; then
    flock --nonblock "$lock" true || say 'another script builds in this tree; waiting for it'
    flock --no-fork "$lock" "$@"
  else
    "$@"
  fi
}

# configure_preset PRESET: once; CMake itself does it again when its files change.
configure_preset() {
  if [ -f "$crow_root/build/$1/build.ninja" ]; then return; fi
  say "configuring $1"
  (cd "$crow_root" && alone_in_tree cmake --preset "$1" >&2) ||
    die "cmake --preset $1 failed; the lines above say why"
}

# build_preset PRESET [TARGET…]: configures and builds.
build_preset() {
  local preset=$1
  shift
  configure_preset "$preset"
  say "building $preset ${*:-}"
  (cd "$crow_root" &&
    alone_in_tree cmake --build "build/$preset" -j "$crow_jobs" ${1:+--target "$@"} >&2) ||
    die "building $preset failed; the lines above say why"
}

crow_jobs=${CROW_JOBS:-$(nproc 2>/dev/null || echo 2)}
