/// The route table: which route a request matches, and the properties that the route declares.
package com.upcoach.route;
