/// JSON output: written directly into bytes, with only the fields that the client selects.
package com.upcoach.json;
