/// JSON output: written straight into bytes, and only the fields that the client selects.
package com.upcoach.json;
