package io.quarkiverse.daprinvoke.test;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.daprinvoke.test.control.Header;

/**
 * Formats the received calls for the message of a failed verification.
 */
record Report(List<ReceivedCall> received) {

    private static final Pattern SECRET = Pattern.compile("token|authorization|cookie|secret|password|api-?key",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> CONNECTION = Set.of("host", "connection", "content-length", "transfer-encoding");
    private static final int MAX_PRINTED = 200;

    /** All calls, and the closest match if no call has the expected target. */
    String text(Target wanted) {
        return text() + nearest(wanted);
    }

    /** All calls, with the details of those that have the expected target, because a criterion must have rejected them. */
    String textWithDetails(Target wanted) {
        return text(call -> wanted.matches(call) ? details(call) : "") + nearest(wanted);
    }

    /** All calls, one per line. */
    String text() {
        return text(call -> "");
    }

    private String text(Function<ReceivedCall, String> more) {
        if (received.isEmpty()) {
            return "The sidecar received no call.";
        }
        StringBuilder text = new StringBuilder("The sidecar received:");
        for (ReceivedCall call : received) {
            text.append("\n  ").append(number(call)).append(". ").append(oneLine(call.toString()))
                    .append(more.apply(call));
        }
        return text.toString();
    }

    private static String details(ReceivedCall call) {
        StringBuilder details = new StringBuilder();
        if (call.query() != null) {
            details.append(detail("query", quoted(call.query(), MAX_PRINTED)));
        }
        for (Header header : call.allHeaders()) {
            if (!CONNECTION.contains(header.name().toLowerCase(Locale.ROOT))) {
                details.append(detail("header " + header.name(),
                        isSecret(header.name()) ? "not printed" : quoted(header.value(), MAX_PRINTED)));
            }
        }
        if (call.bytes().length > 0) {
            details.append(detail("body", quoted(call.text(), MAX_PRINTED)));
        }
        return details.toString();
    }

    private static String detail(String name, String value) {
        return "\n     " + oneLine(name + ": " + value);
    }

    /** Whether the values of a header with this name are not printed. */
    static boolean isSecret(String header) {
        return SECRET.matcher(header).find();
    }

    /** The text in quotes, without control characters, cut to a maximum number of characters. */
    static String quoted(String text, int max) {
        return TextNode.valueOf(text.length() <= max ? text : text.substring(0, max) + "...").toString();
    }

    int number(ReceivedCall call) {
        return received.indexOf(call) + 1;
    }

    private String nearest(Target wanted) {
        if (received.stream().anyMatch(wanted::matches)) {
            return "";
        }
        String app = nearest(call -> call.appId().equals(wanted.appId()), "another method");
        return app.isEmpty() ? nearest(wanted::matchesMethod, "another app ID") : app;
    }

    private String nearest(Predicate<ReceivedCall> near, String difference) {
        return received.stream().filter(near).findFirst()
                .map(call -> "\nCall " + number(call) + " is the closest match, but has " + difference + ".").orElse("");
    }

    /** The text of a caller must not add lines to the message. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }
}
