/// What every request passes on its way to its resource: matching, limits, checks, and the
/// problems that say why a request was refused or failed.
package com.upcoach.http;
