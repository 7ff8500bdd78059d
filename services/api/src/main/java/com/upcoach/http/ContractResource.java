package com.upcoach.http;

import com.upcoach.access.Access;
import com.upcoach.route.RateLimitCost;
import com.upcoach.route.RequestLane;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The contract of the API, as it stands in `contracts/openapi.yaml`.
@Path("/openapi")
public class ContractResource {

  private static final String FILE = "/contracts/openapi.yaml";
  private static final int SECONDS_KEPT = 300;
  private static final int TAG_BYTES = 16;

  private final byte[] contract = read();
  private final EntityTag tag = new EntityTag(tagOf(contract));

  @GET
  @Produces("application/yaml")
  @Access(Access.Rule.PUBLIC)
  @RateLimitCost(RateLimitCost.LARGE_RESPONSE)
  @RequestLane(RequestLane.Work.NONE)
  public Response contract(@Context Request request) {
    CacheControl kept = new CacheControl();
    kept.setNoTransform(false);
    kept.setMaxAge(SECONDS_KEPT);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer = unchanged == null ? Response.ok(contract) : unchanged;
    return answer.tag(tag).cacheControl(kept).build();
  }

  private static byte[] read() {
    try (InputStream file = ContractResource.class.getResourceAsStream(FILE)) {
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("the jar holds no " + FILE, broken);
    }
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
