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

/// The private folder that uploads are received in.
///
/// A file is removed when its request ends, however it ends; what a killed server has left is
/// removed by [#clear] at the next start.
public final class UploadFolder {

  private static final Logger LOG = Logger.getLogger(UploadFolder.class);
  private static final String MODE = "rw-------";

  /// What files in the folder are made with.
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));

  private final Path path;
  private final Vertx vertx;

  /// @param path of a folder that only its owner may read
  public UploadFolder(Path path, Vertx vertx) {
    this.path = path;
    this.vertx = vertx;
  }

  /// Removes all files. For the start of the server: nobody uploads yet.
  ///
  /// @throws IOException when one cannot be removed
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
  /// [com.upcoach.problem.InvalidRequest] where it is no such form; then no file stays. Nor does
  /// one where nobody waits for it any more, as when the connection has ended.
  ///
  /// @param request paused, and not read by anybody else
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

  /// Writes the body of a request to a file as it comes, at the pace of the disk. Not as a Uni:
  /// when the connection ends that is cancelled, and the file has to be removed all the same.
  private Future<Path> body(HttpServerRequest request) {
    Path file = newFile();
    OpenOptions options = new OpenOptions().setCreateNew(true).setPerms(MODE);
    return vertx
        .fileSystem()
        .open(file.toString(), options)
        .compose(open -> pipe(request, open))
        .map(file)
        .recover(failure -> discarded(file).compose(gone -> Future.failedFuture(told(failure))));
  }

  private Future<Path> discarded(Path file) {
    return vertx.executeBlocking(
        () -> {
          discard(file);
          return file;
        },
        false);
  }

  /// A connection that ends, or is reset, is no failure of the server.
  private static Throwable told(Throwable failure) {
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
