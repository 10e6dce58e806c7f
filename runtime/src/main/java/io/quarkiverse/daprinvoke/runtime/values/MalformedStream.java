package io.quarkiverse.daprinvoke.runtime.values;

/**
 * What is wrong with the body of a reply that should be a stream of values. The message completes a sentence that begins with
 * the reply, and repeats nothing of the body.
 */
public final class MalformedStream extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean brokenOff;

    /**
     * @param brokenOff whether the body ended within a value, or without the end that its format has
     */
    public MalformedStream(String message, boolean brokenOff) {
        super(message, null, false, false);
        this.brokenOff = brokenOff;
    }

    public boolean isBrokenOff() {
        return brokenOff;
    }
}
