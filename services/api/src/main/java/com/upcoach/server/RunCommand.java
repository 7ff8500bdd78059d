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

/// Starts the database, then HTTP; on Ctrl-C or SIGTERM ends HTTP, the pools, and then the
/// database.
///
/// Ended by a signal, the exit code is 128 and the signal's number, as every shell has it: 130 for
/// Ctrl-C, 143 for SIGTERM.
@CommandLine.Command(name = "run", description = "Start the server.")
public final class RunCommand implements Command {

  /// A little more than PostgreSQL is given to stop, once HTTP has ended.
  private static final Duration DATABASE_ENDS_WITHIN = Duration.ofSeconds(45);

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public int run(Settings settings, PrintWriter out) {
    refuseTakenPort(settings.host(), settings.port());
    var folder = DataFolder.at(settings.data());
    var elsewhere = settings.databaseRoles();
    // Java ends when the hooks are done, and the database is closed by this thread.
    var endsWithin =
        DATABASE_ENDS_WITHIN.plus(settings.stopDelay()).plus(GracefulStop.FINISHES_WITHIN);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(endsWithin), "await-database"));
    try (var database = DatabaseAccess.serve(folder, elsewhere, line -> print(out, line))) {
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

  /// What a person can act on, of all that a failure of the start is wrapped in.
  private static Optional<String> reason(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof DatabaseFailure || one.getCause() == null) {
        return Optional.of(String.valueOf(one.getMessage()));
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

  /// Asked before anything is started, so that a taken port costs no time.
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
          "HTTP cannot listen on %s:%d (%s): stop what does, or choose another with --port"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
