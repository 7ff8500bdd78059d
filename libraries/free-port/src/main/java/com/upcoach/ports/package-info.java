/// Free ports of the loopback address, for servers that cannot choose one themselves.
package com.upcoach.ports;
