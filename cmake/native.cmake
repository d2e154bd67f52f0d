# The native tool chain: clang 19 with libc++, the same library and language mode as the wasm build.
# Debian's libstdc++ 12 lacks parts of C++23 that the workers use.
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld")
