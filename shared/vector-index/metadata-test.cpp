#include "shared/vector-index/metadata.h"

#include <gtest/gtest.h>
