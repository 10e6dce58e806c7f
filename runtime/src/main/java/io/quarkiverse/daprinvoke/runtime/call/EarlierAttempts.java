package io.quarkiverse.daprinvoke.runtime.call;

/**
 * What the attempts at a call did that were made before another one.
 *
 * @param millis how many milliseconds of the call's timeout have passed
 * @param sent whether something of the request may have reached the sidecar
 */
public record EarlierAttempts(long millis, boolean sent) {

    /** There was none: this is the first attempt. */
    public static final EarlierAttempts NONE = new EarlierAttempts(0, false);
}
