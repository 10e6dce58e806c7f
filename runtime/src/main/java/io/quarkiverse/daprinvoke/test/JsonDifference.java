package io.quarkiverse.daprinvoke.test;

import java.util.Iterator;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Finds the first place at which two JSON values differ.
 */
final class JsonDifference {

    private static final int MAX_PRINTED = 1000;

    private JsonDifference() {
    }

    /**
     * @return the JSON pointer of the first difference and both values; empty if they are equal
     */
    static Optional<String> between(JsonNode expected, JsonNode received) {
        return Optional.ofNullable(find("", expected, received));
    }

    private static @Nullable String find(String place, JsonNode expected, JsonNode received) {
        if (expected.equals(received)) {
            return null;
        }
        if (expected.isObject() && received.isObject()) {
            return inObject(place, expected, received);
        }
        if (expected.isArray() && received.isArray() && expected.size() == received.size()) {
            for (int i = 0; i < expected.size(); i++) {
                String difference = find(place + "/" + i, expected.get(i), received.get(i));
                if (difference != null) {
                    return difference;
                }
            }
        }
        return "at " + (place.isEmpty() ? "its root" : place) + ": it is " + printed(received) + ", not " + printed(expected);
    }

    private static @Nullable String inObject(String place, JsonNode expected, JsonNode received) {
        for (Iterator<String> names = expected.fieldNames(); names.hasNext();) {
            String name = names.next();
            String at = place + "/" + name;
            String difference = received.has(name) ? find(at, expected.get(name), received.get(name))
                    : "at " + at + ": it is missing, but should be " + printed(expected.get(name));
            if (difference != null) {
                return difference;
            }
        }
        for (Iterator<String> names = received.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!expected.has(name)) {
                return "at " + place + "/" + name + ": it is " + printed(received.get(name)) + ", but should be missing";
            }
        }
        return null;
    }

    private static String printed(JsonNode value) {
        String text = value.toString();
        return text.length() <= MAX_PRINTED ? text : text.substring(0, MAX_PRINTED) + "...";
    }
}
