package com.upcoach.problem;

import java.util.Locale;

/// The problems that the API knows, each with a stable type. `contracts/problems.md` describes
/// them to clients; a difference between the two fails a test.
public enum ProblemKind {
  MALFORMED_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has a field that is not known here"),
  INVALID_FIELD(400, "A field has a value that cannot be taken"),
  UNKNOWN_PARAMETER(400, "The query has a parameter that is not known here"),
  INVALID_PARAMETER(400, "A parameter has a value that cannot be taken"),
  MALFORMED_REQUEST(400, "The request cannot be read"),
  MALFORMED_DOCUMENT(400, "The document is not GraphQL"),
  INVALID_DOCUMENT(400, "The document does not fit the schema"),
  DOCUMENT_TOO_COMPLEX(400, "The operation is larger or dearer than this server takes"),
  NOT_SIGNED_IN(401, "No session was sent"),
  SESSION_EXPIRED(401, "The session is unknown, ended or expired"),
  WRONG_CREDENTIALS(401, "E-mail or password is wrong"),
  NOT_ALLOWED(403, "Your role does not allow this"),
  CROSS_ORIGIN(403, "The request comes from a page of another origin"),
  OPERATION_NOT_REGISTERED(403, "The server takes registered operations alone"),
  UNKNOWN_OPERATION(404, "No operation is registered with this hash"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This route does not know the method"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in the form asked for"),
  REQUEST_IN_PROGRESS(409, "The same request is being carried out"),
  IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request"),
  ID_TAKEN(409, "The id is already in use"),
  DAY_IN_FUTURE(422, "The day has not begun on your wall"),
  DAY_BEFORE_START(422, "The day lies before the habit's first day"),
  DAY_AFTER_END(422, "The day lies after the habit's last day"),
  DAY_NOT_IN_ZONE(422, "Your time zone never had this date"),
  RANGE_REVERSED(422, "The range ends before it begins"),
  TOO_MANY(422, "There are as many of these as there may be"),
  PRECONDITION_FAILED(412, "It is not what you have seen any more"),
  PRECONDITION_REQUIRED(428, "It is not said which state is to be changed"),
  TOO_MANY_REQUESTS(429, "You ask more often than one client may"),
  TOO_MANY_ATTEMPTS(429, "Wrong passwords were sent for this account too often"),
  LENGTH_REQUIRED(411, "The body must say how long it is"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  BODY_TOO_LARGE(413, "The body is larger than this server takes"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a type that this route takes"),
  HEAD_TOO_LARGE(431, "The headers are larger than this server takes"),
  UNREADABLE_FILE(422, "The file cannot be imported"),
  AMBIGUOUS_DATES(422, "The dates in the file may be read in two orders"),
  NOTHING_TAKEN(422, "Nothing of the file could be taken over"),
  TOO_BUSY(503, "The server has more to do than it can"),
  DATABASE_UNAVAILABLE(503, "The database does not answer"),
  STORAGE_FULL(503, "The server has no room left to store anything"),
  HTTP_VERSION_NOT_SUPPORTED(505, "The server does not speak this version of HTTP"),
  INTERNAL(500, "The server made a mistake");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The HTTP status it is sent with.
  public int status() {
    return status;
  }

  /// One sentence that is the same each time.
  public String title() {
    return title;
  }

  /// The stable word in the type: `day-in-future`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The stable URI of the type.
  public String type() {
    return "urn:problem-type:upcoach:" + word();
  }
}
