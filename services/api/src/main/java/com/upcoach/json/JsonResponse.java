package com.upcoach.json;

/// What a resource method answers, before it is JSON: it is written where it is known which of
/// its fields are wanted.
///
/// @param isTagged whether the answer carries its entity tag, also where it is not kept
public record JsonResponse<T>(T value, JsonWriter<T> writer, boolean isTagged) {

  /// The JSON of what is wanted.
  public byte[] bytes(Selection wanted) {
    return JsonBytes.of(value, writer, wanted);
  }
}
