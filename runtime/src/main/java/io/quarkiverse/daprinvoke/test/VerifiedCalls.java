package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The calls that a {@link DaprVerification} has counted. Each method {@code with..} asserts a property of all of them. It
 * throws an {@link AssertionError} if a call differs. The message contains the difference and lists all calls. It does not
 * contain the values of headers whose names suggest a secret, such as {@code authorization}, {@code cookie} and
 * {@code x-token}. To select calls, use the methods {@code where..} of {@link CallCriteria} before the number.
 */
public final class VerifiedCalls {

    private static final int MAX_PRINTED = 1000;

    private final List<ReceivedCall> calls;
    private final List<ReceivedCall> received;
    private final JsonBodies json;

    VerifiedCalls(List<ReceivedCall> calls, List<ReceivedCall> received, JsonBodies json) {
        this.calls = calls;
        this.received = received;
        this.json = json;
    }

    /**
     * @param verb the HTTP verb, in any letter case
     * @return this
     * @throws AssertionError if a call has another one
     */
    public VerifiedCalls withVerb(String verb) {
        return each(call -> call.verb().equalsIgnoreCase(verb) ? null
                : "the verb is " + call.verb() + ", not " + verb.toUpperCase(Locale.ROOT));
    }

    /**
     * @param name the name of a header, in any letter case; not {@code dapr-api-token}, which is not recorded
     * @param value one of the values that the header must have
     * @return this
     * @throws AssertionError if a call does not have it
     */
    public VerifiedCalls withHeader(String name, String value) {
        return each(call -> {
            List<String> values = call.headers(name);
            if (values.contains(value)) {
                return null;
            }
            if (values.isEmpty()) {
                return "there is no header " + name;
            }
            return "the header " + name + (Report.isSecret(name) ? " has another value"
                    : " is " + String.join(", ", values.stream().map(VerifiedCalls::quoted).toList()) + ", not "
                            + quoted(value));
        });
    }

    /**
     * @param query the query as it is sent, percent-encoded and without question mark, {@code null} for none
     * @return this
     * @throws AssertionError if a call has another one
     */
    public VerifiedCalls withQuery(@Nullable String query) {
        return each(call -> Objects.equals(call.query(), query) ? null
                : "the query is " + quoted(call.query()) + ", not " + quoted(query));
    }

    /**
     * @param name the name of a query parameter, decoded
     * @param value one of the values that the parameter must have, decoded
     * @return this
     * @throws AssertionError if a call does not have it
     */
    public VerifiedCalls withQuery(String name, String value) {
        return each(call -> call.queryValues(name).contains(value) ? null
                : "the query is " + quoted(call.query()) + ", without " + quoted(value) + " as " + quoted(name));
    }

    /**
     * Compares the body as JSON. The order of keys is ignored.
     *
     * @param expected the value, or a {@code String} of JSON
     * @return this
     * @throws AssertionError if the body of a call is other JSON, or not JSON
     */
    public VerifiedCalls withJson(Object expected) {
        JsonNode wanted = json.expected(expected);
        return eachBody(call -> {
            try {
                return JsonDifference.between(wanted, json.tree(call.bytes()))
                        .map(difference -> "the JSON body differs " + difference).orElse(null);
            } catch (IOException e) {
                return "the body is not JSON: " + quoted(call.text());
            }
        });
    }

    /**
     * @param text the body, in UTF-8
     * @return this
     * @throws AssertionError if a call has another one
     */
    public VerifiedCalls withText(String text) {
        return eachBody(call -> call.text().equals(text) ? null
                : "the body is " + quoted(call.text()) + ", not " + quoted(text));
    }

    /**
     * @param bytes the body, empty for none
     * @return this
     * @throws AssertionError if a call has another one
     */
    public VerifiedCalls withBody(byte[] bytes) {
        return eachBody(call -> {
            byte[] body = call.bytes();
            int mismatch = Arrays.mismatch(body, bytes);
            return mismatch < 0 ? null
                    : "the body of " + body.length + " bytes, not " + bytes.length + ", differs from byte " + mismatch + " on";
        });
    }

    private VerifiedCalls eachBody(Function<ReceivedCall, @Nullable String> difference) {
        return each(call -> call.complete() ? difference.apply(call)
                : "the body was not recorded completely: it was cut short, or is larger than 1 MiB");
    }

    private VerifiedCalls each(Function<ReceivedCall, @Nullable String> difference) {
        Report report = new Report(received);
        for (ReceivedCall call : calls) {
            String different = difference.apply(call);
            if (different != null) {
                throw new AssertionError(
                        "Call " + report.number(call) + " does not match: " + different + ".\n" + report.text());
            }
        }
        return this;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "none" : Report.quoted(text, MAX_PRINTED);
    }
}
