/// Real Redis servers for tests and measurements, started on free ports and broken on purpose.
package com.upcoach.redis;
