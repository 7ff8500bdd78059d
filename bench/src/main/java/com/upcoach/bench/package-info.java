/// `./upcoach bench`: which benches there are, how sides are compared, and the table of results.
package com.upcoach.bench;
