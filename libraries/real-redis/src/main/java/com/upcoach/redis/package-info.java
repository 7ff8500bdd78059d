/// Real Redis servers, started on free ports for tests and measurements, and broken on purpose.
package com.upcoach.redis;
