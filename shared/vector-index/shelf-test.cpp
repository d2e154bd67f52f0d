#include "shared/vector-index/shelf.h"

#include <gtest/gtest.h>
