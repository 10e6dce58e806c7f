package io.quarkiverse.daprinvoke.test.support;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.QuarkusDevModeTest;

/**
 * The address at which an application in dev mode listens on a random port. Before Quarkus 3.34, a {@link QuarkusDevModeTest}
 * injects URLs with the default port, so it is taken from the log.
 */
public final class DevModeAddress {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s:]+:\\d+)");

    private DevModeAddress() {
    }

    /**
     * @param dev a test that needs no log records itself, because this sets which of them are kept
     * @return gives the address of the application that runs, without a slash at the end
     */
    public static Supplier<String> of(QuarkusDevModeTest dev) {
        dev.setLogRecordPredicate(record -> in(record).find());
        return () -> {
            // The last one is that of the application of this test method
            Matcher found = in(dev.getLogRecords().get(dev.getLogRecords().size() - 1));
            found.find();
            return found.group(1);
        };
    }

    private static Matcher in(LogRecord record) {
        return LISTENING.matcher(record.getMessage() + Arrays.toString(record.getParameters()));
    }
}
