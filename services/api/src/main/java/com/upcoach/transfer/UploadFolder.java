package com.upcoach.transfer;

import io.netty.channel.unix.Errors;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Private folder for received uploads.
///
/// A file is removed when its request ends, for whatever reason. Files left by a killed server are
/// removed by [#clear] at the next start.
public final class UploadFolder {

  private static final Logger LOG = Logger.getLogger(UploadFolder.class);
  private static final String MODE = "rw-------";

  /// Attributes of the files in the folder: only their owner may access them.
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));

  private final Path path;
  private final Vertx vertx;

  /// @param path of a folder that only its owner may read
  public UploadFolder(Path path, Vertx vertx) {
    this.path = path;
    this.vertx = vertx;
  }

  /// Removes all files. Called at server start, before the first upload.
  ///
  /// @throws IOException when a file cannot be removed
  public void clear() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path newFile() {
    return path.resolve(UUID.randomUUID() + ".upload");
  }

  /// Receives a form with one file.
  ///
  /// Fails where the connection is lost before the end of the body, and with an
  /// [com.upcoach.problem.InvalidRequest] where the body is not a valid form. In both cases no file
  /// stays. Neither does one where the request has been cancelled, as when the connection has
  /// ended.
  ///
  /// @param request paused, and not read by anything else
  Uni<UploadedFile> receive(HttpServerRequest request) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              AtomicBoolean cancelled = new AtomicBoolean();
              emitter.onTermination(() -> cancelled.set(true));
              received(request)
                  .onSuccess(
                      file -> {
                        if (cancelled.get()) {
                          discard(file.content());
                        }
                        emitter.complete(file);
                      })
                  .onFailure(emitter::fail);
            });
  }

  private Future<UploadedFile> received(HttpServerRequest request) {
    String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return body(request)
        .compose(
            body ->
                vertx.executeBlocking(
                    () -> {
                      try {
                        return UploadedFile.of(body, contentType, newFile());
                      } finally {
                        discard(body);
                      }
                    },
                    false));
  }

  /// Streams the body of a request to a file, with backpressure from the disk. It is no Uni: that
  /// would be cancelled when the connection ends, but the file must be removed then too.
  private Future<Path> body(HttpServerRequest request) {
    Path file = newFile();
    OpenOptions options = new OpenOptions().setCreateNew(true).setPerms(MODE);
    return vertx
        .fileSystem()
        .open(file.toString(), options)
        .compose(open -> pipe(request, open))
        .map(file)
        .recover(
            failure ->
                discarded(file)
                    .compose(deleted -> Future.failedFuture(unlessDisconnected(failure))));
  }

  private Future<Path> discarded(Path file) {
    return vertx.executeBlocking(
        () -> {
          discard(file);
          return file;
        },
        false);
  }

  /// A connection that ends, or is reset, is not a server failure.
  private static Throwable unlessDisconnected(Throwable failure) {
    return failure instanceof HttpClosedException
            || failure instanceof SocketException
            || failure instanceof Errors.NativeIoException
        ? MultipartForm.malformed("The connection ended before the body did; send it again.")
        : failure;
  }

  private static Future<Void> pipe(HttpServerRequest request, AsyncFile open) {
    return request.pipe().endOnComplete(true).to(open);
  }

  /// Removes a file.
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warnf("The uploaded file %s cannot be deleted: %s", file, stays.getMessage());
    }
  }
}
