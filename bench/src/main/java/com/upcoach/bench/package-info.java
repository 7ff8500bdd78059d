/// `./upcoach bench`: the list of benches, the comparison of sides, and the table of results.
package com.upcoach.bench;
