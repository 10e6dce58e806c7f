package io.quarkiverse.daprinvoke.runtime.call;

/**
 * The attempts of a call before the current one.
 *
 * @param millis how many milliseconds of the call's timeout have passed
 * @param sent whether a part of the request may have reached the sidecar
 */
public record EarlierAttempts(long millis, boolean sent) {

    /** No earlier attempt: this is the first one. */
    public static final EarlierAttempts NONE = new EarlierAttempts(0, false);
}
