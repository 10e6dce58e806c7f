package io.quarkiverse.daprinvoke.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A stack trace of a failure has no line that somebody else has written.
 */
class PrintableCauseTest {

    private static final String FORGED = "\n at [Source: forged]";

    static Stream<Throwable> unprintable() {
        IOException suppressing = new IOException("plain");
        suppressing.addSuppressed(new IOException("x\nforged"));
        return Stream.of(new IOException("x\nforged"), new IOException("x" + FORGED),
                new ExecutionException(new IOException("x\u001bforged")), suppressing,
                unreadable("{\"n\":\"x\\nforged\"}"), unreadable("{\"n\":\"x\\n at [Source: forged]\"}"),
                unreadable("{\"x\\n at [Source: forged]\":\"y\"}"));
    }

    /** Messages of Jackson quote values and names. */
    private static Throwable unreadable(String json) {
        return catchThrowable(() -> new ObjectMapper().readValue(json, new TypeReference<Map<String, Integer>>() {
        }));
    }

    @ParameterizedTest
    @MethodSource("unprintable")
    void whatDoesNotPrintIsReplaced(Throwable failure) {
        StringWriter trace = new StringWriter();
        PrintableCause.of(failure).printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().lines().filter(line -> line.contains("forged")).toList())
                .allMatch(line -> line.startsWith("com.") || line.startsWith("java.") || line.startsWith("Caused by: "));
        assertThat(trace.toString()).doesNotContain("\u001b");
    }

    @Test
    void whatPrintsIsTheSame() {
        for (Throwable failure : List.of(new IOException("plain"), new IOException(), unreadable("{\"n\":\"x\"}"),
                unreadable("{"))) {
            assertThat(PrintableCause.of(failure)).isSameAs(failure);
        }
        assertThat(PrintableCause.of(null)).isNull();
    }
}
