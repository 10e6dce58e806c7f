package io.quarkiverse.daprinvoke.test.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

import io.quarkus.test.QuarkusUnitTest;

/**
 * All that an application under test logs, in every category and at every level, from its start until it has stopped.
 */
public final class WholeLog {

    private WholeLog() {
    }

    /**
     * @param assertion is given the log when the application has stopped, each record as level, category, message and stack
     *        trace
     */
    public static QuarkusUnitTest of(QuarkusUnitTest app, Consumer<List<String>> assertion) {
        Recorder recorder = new Recorder();
        Logger root = Logger.getLogger("");
        return app.overrideConfigKey("quarkus.log.min-level", "TRACE")
                .overrideRuntimeConfigKey("quarkus.log.level", "TRACE")
                // It would be too much to read
                .overrideRuntimeConfigKey("quarkus.log.console.level", "WARN")
                .setBeforeAllCustomizer(() -> root.addHandler(recorder))
                .setAfterUndeployListener(() -> assertion.accept(recorder.records()))
                .setAfterAllCustomizer(() -> root.removeHandler(recorder));
    }

    private static final class Recorder extends Handler {

        private final StringBuffer all = new StringBuffer();

        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getLevel() + " " + entry.getLoggerName() + " "
                    + ExtLogRecord.wrap(entry).getFormattedMessage());
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            all.append(text).append('\0');
        }

        List<String> records() {
            return List.of(all.toString().split("\0"));
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
