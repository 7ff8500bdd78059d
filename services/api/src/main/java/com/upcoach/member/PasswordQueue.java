package com.upcoach.member;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/// A bounded queue in front of a few threads, fair between clients.
///
/// Clients take turns, so one with many tasks delays its own and nobody else's. When the queue is
/// full, a client with fewer tasks displaces the newest task of the client with the most.
final class PasswordQueue implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();

  /// One permit for each task that waits.
  private final Semaphore available = new Semaphore(0);

  /// The tasks of each client that has some; the first client is next.
  private final Map<Object, Deque<Task>> waiting = new LinkedHashMap<>();

  private final List<Thread> threads = new ArrayList<>();
  private final int most;
  private int size;
  private boolean closed;

  /// Work to be done by one of the threads, or not at all.
  interface Task {
    void run();

    /// The queue is full, or closed: it will not run.
    void refused(LaneRejectedException refusal);
  }

  /// @param count of threads
  /// @param most tasks that wait, those that run aside
  PasswordQueue(int count, int most, ThreadFactory factory) {
    this.most = most;
    for (int number = 0; number < count; number++) {
      Thread thread = factory.newThread(this::work);
      threads.add(thread);
      thread.start();
    }
  }

  /// Adds a task, or tells it or a displaced one that it is refused.
  ///
  /// @param client any value by which clients are told apart
  void add(Object client, Task task) {
    Task refused = null;
    lock.lock();
    try {
      if (closed) {
        refused = task;
      } else if (size < most) {
        enqueue(client, task);
        available.release();
      } else {
        refused = displaced(client, task);
      }
    } finally {
      lock.unlock();
    }
    if (refused != null) {
      refused.refused(new LaneRejectedException("passwords", Reason.FULL));
    }
  }

  private void enqueue(Object client, Task task) {
    waiting.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(task);
    size++;
  }

  private Task displaced(Object client, Task task) {
    Map.Entry<Object, Deque<Task>> largest =
        waiting.entrySet().stream()
            .max(Comparator.comparingInt(one -> one.getValue().size()))
            .orElseThrow();
    int own = waiting.containsKey(client) ? waiting.get(client).size() : 0;
    if (largest.getValue().size() <= own + 1) {
      return task;
    }
    Task newest = largest.getValue().removeLast();
    size--;
    enqueue(client, task);
    return newest;
  }

  private void work() {
    try {
      while (true) {
        available.acquire();
        next().ifPresent(Task::run);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next task; none where the queue was closed meanwhile.
  private Optional<Task> next() {
    lock.lock();
    try {
      if (size == 0) {
        return Optional.empty();
      }
      Map.Entry<Object, Deque<Task>> first = waiting.entrySet().iterator().next();
      Object client = first.getKey();
      Deque<Task> tasks = first.getValue();
      waiting.remove(client);
      Task task = tasks.removeFirst();
      if (!tasks.isEmpty()) {
        waiting.put(client, tasks);
      }
      size--;
      return Optional.of(task);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the threads, and refuses what waits.
  @Override
  public void close() {
    List<Task> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(left::addAll);
      waiting.clear();
      size = 0;
    } finally {
      lock.unlock();
    }
    threads.forEach(Thread::interrupt);
    left.forEach(task -> task.refused(new LaneRejectedException("passwords", Reason.FULL)));
  }
}
