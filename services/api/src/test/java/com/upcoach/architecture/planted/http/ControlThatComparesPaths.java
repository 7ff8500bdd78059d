package com.upcoach.architecture.planted.http;

import io.vertx.core.http.HttpServerRequest;

/// Decides by the path on purpose, which may be spelled otherwise.
final class ControlThatComparesPaths {
  int cost(HttpServerRequest request) {
    return request.path().equals("/v1/sessions") ? 10 : 1;
  }
}
