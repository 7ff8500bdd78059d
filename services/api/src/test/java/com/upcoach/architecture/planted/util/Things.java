package com.upcoach.architecture.planted.util;

/// A planted violation: a class with a meaningless name.
record Things(int some) {}
