# WASI has no shared libraries; everything else is the compiler's default.
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
