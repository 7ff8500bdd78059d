package com.upcoach.architecture.planted.http;

import io.vertx.core.http.HttpServerRequest;

/// A planted violation: decides by the path, which can be spelled in several ways.
final class ControlThatComparesPaths {
  int cost(HttpServerRequest request) {
    return request.path().equals("/v1/sessions") ? 10 : 1;
  }
}
