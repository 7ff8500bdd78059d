/// A week of members' traffic in virtual time: what the real response cache makes of it, and what
/// one could that knows the week beforehand.
package com.upcoach.bench.week;
