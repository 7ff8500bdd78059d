package com.upcoach.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One read of a batch, as the client sent it.
///
/// @param id chosen by the client to match responses with parts
/// @param path without the query
/// @param query as it was sent, or null
/// @param ifNoneMatch the entity tag that the client has
record BatchPart(String id, String path, String query, Optional<String> ifNoneMatch) {

  /// A batch fills a screen; it is not a way around limits.
  static final int MOST = 20;

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_PATH = 2_000;
  private static final int LONGEST_TAG = 200;

  /// Parses the parts of a body. A malformed part refuses the whole request; a part with a wrong
  /// path gets a problem as its response.
  ///
  /// @throws InvalidRequest naming the part and the field
  static List<BatchPart> of(byte[] body) {
    JsonInput fields = JsonInput.of(body);
    List<ObjectNode> objects = fields.objects("requests", MOST);
    fields.required("requests", objects.stream().findFirst());
    fields.done();
    List<BatchPart> parts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int place = 0; place < objects.size(); place++) {
      String name = "requests[%d]".formatted(place);
      BatchPart part = of(objects.get(place), name);
      if (!ids.add(part.id())) {
        throw Parameters.invalidField(name + ".id", "is that of another part");
      }
      parts.add(part);
    }
    return parts;
  }

  private static BatchPart of(ObjectNode object, String name) {
    JsonInput fields = JsonInput.of(object, name + ".");
    Optional<String> id = fields.required("id", fields.text("id", 1, LONGEST_ID));
    Optional<String> path = fields.required("path", fields.text("path", 1, LONGEST_PATH));
    Optional<String> tag = fields.text("ifNoneMatch", 1, LONGEST_TAG);
    fields.done();
    int mark = path.orElseThrow().indexOf('?');
    return new BatchPart(
        id.orElseThrow(),
        mark < 0 ? path.get() : path.get().substring(0, mark),
        mark < 0 ? null : path.get().substring(mark + 1),
        tag);
  }

  /// Path and query.
  String target() {
    return query == null ? path : path + '?' + query;
  }

  /// The parameters of the query by name.
  ///
  /// @throws InvalidRequest where the query cannot be parsed
  Map<String, List<String>> parameters() {
    try {
      return query == null ? Map.of() : new QueryStringDecoder(query, false).parameters();
    } catch (IllegalArgumentException broken) {
      throw new InvalidRequest(
          Problem.of(ProblemKind.MALFORMED_REQUEST, "The query has a broken % escape."));
    }
  }
}
