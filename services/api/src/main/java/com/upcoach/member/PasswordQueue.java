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

/// A bounded queue with a fixed thread pool, fair between clients.
///
/// Clients are served round-robin, so a client with many tasks delays only its own. When the queue
/// is full, a client with fewer tasks displaces the newest task of the client with the most.
final class PasswordQueue implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();

  /// One permit for each queued task.
  private final Semaphore available = new Semaphore(0);

  /// The queued tasks by client; the first client is served next.
  private final Map<Object, Deque<Task>> queued = new LinkedHashMap<>();

  private final List<Thread> threads = new ArrayList<>();
  private final int maxQueued;
  private int size;
  private boolean closed;

  /// A task that a thread of the pool runs, or that is refused.
  interface Task {
    void run();

    /// Receives the refusal: the queue is full or closed, and the task will not run.
    void refused(LaneRejectedException refusal);
  }

  /// @param count the number of threads
  /// @param maxQueued the largest number of queued tasks, running tasks not included
  PasswordQueue(int count, int maxQueued, ThreadFactory factory) {
    this.maxQueued = maxQueued;
    for (int number = 0; number < count; number++) {
      Thread thread = factory.newThread(this::work);
      threads.add(thread);
      thread.start();
    }
  }

  /// Adds a task; when the queue is full, refuses it or a displaced task.
  ///
  /// @param client any value that identifies the client
  void add(Object client, Task task) {
    Task refused = null;
    lock.lock();
    try {
      if (closed) {
        refused = task;
      } else if (size < maxQueued) {
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
    queued.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(task);
    size++;
  }

  private Task displaced(Object client, Task task) {
    Map.Entry<Object, Deque<Task>> largest =
        queued.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow();
    int ownCount = queued.containsKey(client) ? queued.get(client).size() : 0;
    if (largest.getValue().size() <= ownCount + 1) {
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

  /// The next task; empty if the queue was closed.
  private Optional<Task> next() {
    lock.lock();
    try {
      if (size == 0) {
        return Optional.empty();
      }
      Map.Entry<Object, Deque<Task>> first = queued.entrySet().iterator().next();
      Object client = first.getKey();
      Deque<Task> tasks = first.getValue();
      queued.remove(client);
      Task task = tasks.removeFirst();
      if (!tasks.isEmpty()) {
        queued.put(client, tasks);
      }
      size--;
      return Optional.of(task);
    } finally {
      lock.unlock();
    }
  }

  /// Stops the threads and refuses the queued tasks.
  @Override
  public void close() {
    List<Task> remaining = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      queued.values().forEach(remaining::addAll);
      queued.clear();
      size = 0;
    } finally {
      lock.unlock();
    }
    threads.forEach(Thread::interrupt);
    remaining.forEach(task -> task.refused(new LaneRejectedException("passwords", Reason.FULL)));
  }
}
