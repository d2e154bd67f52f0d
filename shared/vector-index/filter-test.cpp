#include "shared/vector-index/filter.h"

#include <gtest/gtest.h>
