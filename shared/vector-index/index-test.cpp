#include "shared/vector-index/index.h"

#include <gtest/gtest.h>
