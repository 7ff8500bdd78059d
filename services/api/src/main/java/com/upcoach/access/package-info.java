/// Callers, their roles, and the rule by which each route and field is open to them.
package com.upcoach.access;
