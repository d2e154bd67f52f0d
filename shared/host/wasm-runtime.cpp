// What the C++ runtime needs in a worker, where there is no operating system: every way to give up
// is a trap. The shim then lets the instance go. A stub that returned would loop for ever or go on
// with broken memory.
#include <cstddef>
#include <cstdlib>
#include <new>

extern "C" {
void abort() { __builtin_trap(); }
void _Exit(int) { __builtin_trap(); }
}

_LIBCPP_BEGIN_NAMESPACE_STD
void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD

void* operator new(std::size_t size) {
  if (void* memory = std::malloc(size ? size : 1)) [[likely]]
    return memory;
  __builtin_trap();
}
void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
