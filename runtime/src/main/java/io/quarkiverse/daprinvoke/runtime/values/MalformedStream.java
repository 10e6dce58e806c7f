package io.quarkiverse.daprinvoke.runtime.values;

/**
 * The problem of a response body that is not a valid stream of values. The message completes a sentence that begins with the
 * response, and does not repeat the body.
 */
public final class MalformedStream extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean brokenOff;

    /**
     * @param brokenOff whether the body ended within a value, or without the end that its format requires
     */
    public MalformedStream(String message, boolean brokenOff) {
        super(message, null, false, false);
        this.brokenOff = brokenOff;
    }

    static MalformedStream tooLarge(long maximum, long number, long position) {
        return new MalformedStream(
                "contains a value that is larger than quarkus.dapr-invoke.max-response-size allows (" + maximum
                        + " bytes): " + value(number, position),
                false);
    }

    static MalformedStream noJson(long number, long position) {
        return new MalformedStream("contains a value that is not JSON in UTF-8: " + value(number, position), false);
    }

    static MalformedStream cutShort(long number, long position) {
        return new MalformedStream("contains a value that is not complete: " + value(number, position), false);
    }

    static MalformedStream brokenOff(long number, long position) {
        return new MalformedStream("ends within a value: " + value(number, position), true);
    }

    private static String value(long number, long position) {
        return "value number " + number + ", which begins at byte " + position + " of the body";
    }

    public boolean isBrokenOff() {
        return brokenOff;
    }
}
