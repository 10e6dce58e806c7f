package io.quarkiverse.daprinvoke.test;

import java.util.List;
import java.util.function.Predicate;

/**
 * What was received, for the message of a failed verification.
 */
record Report(List<ReceivedCall> received) {

    /** All calls, and what differs in the one that was perhaps meant to be the missing one. */
    String text(Target wanted) {
        return text() + nearest(wanted);
    }

    /** All calls, one a line. */
    String text() {
        if (received.isEmpty()) {
            return "The sidecar received no call.";
        }
        StringBuilder text = new StringBuilder("The sidecar received:");
        for (ReceivedCall call : received) {
            text.append("\n  ").append(number(call)).append(". ").append(oneLine(call.toString()));
        }
        return text.toString();
    }

    int number(ReceivedCall call) {
        return received.indexOf(call) + 1;
    }

    private String nearest(Target wanted) {
        if (received.stream().anyMatch(wanted::matches)) {
            return "";
        }
        String app = nearest(call -> call.appId().equals(wanted.appId()), "another method");
        return app.isEmpty() ? nearest(call -> call.method().equals(wanted.method()), "another app ID") : app;
    }

    private String nearest(Predicate<ReceivedCall> near, String difference) {
        return received.stream().filter(near).findFirst()
                .map(call -> "\nCall " + number(call) + " is the nearest, but has " + difference + ".").orElse("");
    }

    /** A caller must not write lines of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }
}
