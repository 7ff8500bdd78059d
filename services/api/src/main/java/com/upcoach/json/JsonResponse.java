package com.upcoach.json;

/// The response entity of a resource method before serialization. It is serialized later, where the
/// client's selection of fields is known.
///
/// @param isTagged whether the response carries an entity tag even if it is not cached
public record JsonResponse<T>(T value, JsonWriter<T> writer, boolean isTagged) {

  /// The JSON of the selected fields.
  public byte[] bytes(Selection selection) {
    return JsonBytes.of(value, writer, selection);
  }
}
