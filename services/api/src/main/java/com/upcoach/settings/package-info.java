/// Settings: flags, environment variables and a file, validated at startup.
package com.upcoach.settings;
