/// Groups of members, joined by a code.
package com.upcoach.group;
