/// Several reads in one request: each part is read as if it had been requested alone.
package com.upcoach.batch;
