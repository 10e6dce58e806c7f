package io.quarkiverse.daprinvoke.torture.json;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which a warning or an error was logged.
 */
public final class LoggedProblems extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final List<String> problems = new CopyOnWriteArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        problems.clear();
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Logger.getLogger("").removeHandler(this);
        if (!problems.isEmpty()) {
            throw new AssertionError("Logged: " + problems);
        }
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            problems.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back
    }

    @Override
    public void close() {
        // Nothing is open
    }
}
