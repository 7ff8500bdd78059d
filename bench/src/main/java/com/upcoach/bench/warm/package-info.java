/// Answers that were made before anybody asked for them, beside those that were not.
package com.upcoach.bench.warm;
