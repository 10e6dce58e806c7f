package io.quarkiverse.daprinvoke.torture.replies;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Collects what is logged as a warning or worse, or with an exception. Warnings that an event loop was held up do not count: a
 * machine that is busy does that.
 */
public final class LogRecords extends Handler {

    private final ConcurrentLinkedQueue<String> records = new ConcurrentLinkedQueue<>();

    public static LogRecords collect() {
        LogRecords records = new LogRecords();
        Logger.getLogger("").addHandler(records);
        return records;
    }

    /** Returns what was logged since the last time. */
    public List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String line; (line = records.poll()) != null;) {
            taken.add(line);
        }
        return taken;
    }

    @Override
    public void publish(LogRecord line) {
        if (String.valueOf(line.getLoggerName()).endsWith(".BlockedThreadChecker")) {
            return;
        }
        if (line.getLevel().intValue() >= Level.WARNING.intValue() || line.getThrown() != null) {
            records.add(line.getLoggerName() + " " + line.getMessage() + " " + line.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing is buffered
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
