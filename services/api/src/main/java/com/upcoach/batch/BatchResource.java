package com.upcoach.batch;

import com.upcoach.access.Access;
import com.upcoach.access.Caller;
import com.upcoach.access.CurrentCaller;
import com.upcoach.batch.BatchReader.PartAnswer;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.RequestLane;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Several reads in one request. They are independent and begin together, so the batchers send
/// their statements to the database together.
@Path(BatchResource.PATH)
@Consumes("application/json")
@Produces("application/json")
public class BatchResource {

  static final String PATH = "/v1/batch";

  /// Limit of all bodies together.
  private static final int MOST_BYTES = 2 << 20;

  private static final JsonWord RESPONSES = JsonWord.of("responses");
  private static final JsonWord ID = JsonWord.of("id");
  private static final JsonWord STATUS = JsonWord.of("status");
  private static final JsonWord ETAG = JsonWord.of("etag");
  private static final JsonWord BODY = JsonWord.of("body");

  private final BatchReader reading;
  private final CurrentCaller caller;

  BatchResource(BatchReader reading, CurrentCaller caller) {
    this.reading = reading;
    this.caller = caller;
  }

  @POST
  @Access(Access.Rule.OWN)
  @RequestLane(RequestLane.Work.READS)
  public Uni<Response> read(byte[] body) {
    Caller asking = caller.get();
    List<BatchPart> parts = BatchPart.of(body);
    List<Uni<PartAnswer>> answers = parts.stream().map(part -> reading.read(part, asking)).toList();
    return Uni.join()
        .all(answers)
        .andFailFast()
        .map(
            all ->
                Response.ok(JsonBytes.of(all, (json, some) -> write(json, parts, some))).build());
  }

  private void write(JsonBytes json, List<BatchPart> parts, List<PartAnswer> answers) {
    json.object();
    json.name(RESPONSES).array();
    long room = MOST_BYTES;
    for (int place = 0; place < parts.size(); place++) {
      PartAnswer answer = answers.get(place);
      long size = answer.body() == null ? 0 : answer.body().length;
      if (size > room) {
        answer = reading.answer(tooLarge());
      } else {
        room -= size;
      }
      write(json, parts.get(place).id(), answer);
    }
    json.endArray();
    json.endObject();
  }

  private static Problem tooLarge() {
    return Problem.of(
        ProblemKind.TOO_MANY,
        "The answers of a batch have at most %d bytes together; ask for this one in another."
            .formatted(MOST_BYTES));
  }

  private static void write(JsonBytes json, String id, PartAnswer answer) {
    json.object();
    json.name(ID).text(id);
    json.name(STATUS).number(answer.status());
    if (answer.etag() != null) {
      json.name(ETAG).text(answer.etag());
    }
    if (answer.body() != null) {
      json.name(BODY).raw(answer.body());
    }
    json.endObject();
  }
}
