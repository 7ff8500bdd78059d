/// Callers, their roles, and the access rules of routes and fields.
package com.upcoach.access;
