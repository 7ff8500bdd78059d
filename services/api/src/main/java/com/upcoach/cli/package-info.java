/// The command line: commands, their output, and the services that they use.
package com.upcoach.cli;
