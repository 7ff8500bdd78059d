package com.upcoach.architecture.planted.util;

/// Is called nothing on purpose.
record Things(int some) {}
