package com.upcoach.server;

import com.upcoach.cli.Command;
import com.upcoach.cli.CommandServices;
import com.upcoach.database.DataFolder;
import com.upcoach.database.DatabaseAccess;
import com.upcoach.database.DatabaseFailure;
import com.upcoach.settings.QuarkusProperties;
import com.upcoach.settings.Setting;
import com.upcoach.settings.Settings;
import com.upcoach.settings.UsageFailure;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/// Starts the database, then HTTP; on Ctrl-C or SIGTERM stops HTTP, the pools, and then the
/// database.
///
/// After a signal the exit code is 128 plus the signal's number, as is usual for shells: 130 for
/// Ctrl-C, 143 for SIGTERM.
@CommandLine.Command(name = "run", description = "Start the server.")
public final class RunCommand implements Command {

  /// The deadline for the database, once HTTP has stopped: a little more than PostgreSQL's own stop
  /// timeout.
  private static final Duration DATABASE_STOP_TIMEOUT = Duration.ofSeconds(45);

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public int run(Settings settings, PrintWriter out) {
    refuseTakenPort(settings.host(), settings.port());
    var folder = DataFolder.at(settings.data());
    var existing = settings.databaseRoles();
    // The JVM exits when its shutdown hooks are done, but this thread closes the database. So a
    // hook
    // waits for it.
    var endsWithin =
        DATABASE_STOP_TIMEOUT.plus(settings.stopDelay()).plus(GracefulStop.REQUEST_DEADLINE);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(endsWithin), "await-database"));
    try (var database = DatabaseAccess.serve(folder, existing, line -> print(out, line))) {
      CommandServices.recountIfDue(settings, database, line -> print(out, line));
      QuarkusProperties.of(settings).forEach(System::setProperty);
      System.setProperty(Setting.DATABASE_URL.property(), database.address().url());
      System.setProperty(
          BackgroundTasks.EMBEDDED, Boolean.toString(database.embedded().isPresent()));
      System.setProperty(Setting.DATABASE_OWNER_URL.property(), database.owner().url());
      return serve(out);
    } finally {
      ended.countDown();
    }
  }

  private static int serve(PrintWriter out) {
    var exit = new AtomicInteger();
    Quarkus.run(
        ServerApplication.class,
        (code, failure) -> {
          exit.set(code);
          reason(failure).ifPresent(text -> print(out, "The server did not start: " + text));
        });
    if (exit.get() == 0) {
      print(out, "UpCoach has stopped");
    }
    return exit.get();
  }

  /// The cause of a failed start that an operator can act on, among the wrapped exceptions.
  private static Optional<String> reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseFailure || cause.getCause() == null) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }

  private void awaitEnd(Duration endsWithin) {
    try {
      if (!ended.await(endsWithin.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("The database did not stop in time; the next start recovers it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Refuses a port in use before the database starts, which takes seconds.
  private static void refuseTakenPort(String host, int port) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UsageFailure("host: %s is not a known address".formatted(host));
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw new UsageFailure(
          "HTTP cannot listen on %s:%d (%s): stop the program that does, or choose another port with --port"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
