/// Settings: flags, environment and file, checked at the start.
package com.upcoach.settings;
