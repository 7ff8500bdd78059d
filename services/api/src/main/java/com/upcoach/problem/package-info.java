/// Problem details (RFC 9457): their kinds, and the refusal of invalid input.
package com.upcoach.problem;
