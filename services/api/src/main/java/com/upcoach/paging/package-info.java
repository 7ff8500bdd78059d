/// Lists: pages, sort orders, cursors and links.
package com.upcoach.paging;
