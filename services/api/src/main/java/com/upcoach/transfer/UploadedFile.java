package com.upcoach.transfer;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/// The file of a form with exactly one.
///
/// @param content path in the upload folder; its holder removes it
/// @param name as the client sent it, for messages
record UploadedFile(Path content, String name) {

  private static final String FIELD = "file";

  /// Extracts the file from a body.
  ///
  /// @param body in the upload folder; it stays
  /// @param content path to create
  /// @throws InvalidRequest where the body is not a valid form, or has another field or a second
  ///     file
  static UploadedFile of(Path body, String contentType, Path content) throws IOException {
    MultipartForm.Part file = onlyFile(MultipartForm.read(body, contentType));
    try (FileChannel from = FileChannel.open(body);
        FileChannel to =
            FileChannel.open(
                content,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                UploadFolder.OWNER_ONLY)) {
      long place = file.from();
      while (place < file.to()) {
        place += from.transferTo(place, file.to() - place, to);
      }
    } catch (IOException failed) {
      UploadFolder.discard(content);
      throw failed;
    }
    return new UploadedFile(
        content, file.head().fileName().filter(name -> !name.isEmpty()).orElse(FIELD));
  }

  private static MultipartForm.Part onlyFile(List<MultipartForm.Part> parts) {
    for (MultipartForm.Part part : parts) {
      if (!part.head().name().equals(FIELD)) {
        String name = Bounds.shortened(part.head().name());
        throw new InvalidRequest(
            new Problem(
                ProblemKind.UNKNOWN_FIELD,
                name + " is not a field of this form.",
                List.of(new Problem.FieldError(name, "is not a field of this form"))));
      }
    }
    if (parts.isEmpty()) {
      throw Parameters.invalidField(FIELD, "is required, as a part of the form");
    }
    if (parts.size() > 1) {
      throw Parameters.invalidField(
          FIELD, "is sent %d times; one import takes one file".formatted(parts.size()));
    }
    return parts.getFirst();
  }
}
