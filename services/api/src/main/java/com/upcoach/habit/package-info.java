/// Habits and pauses: defining, changing, archiving and removing them.
package com.upcoach.habit;
