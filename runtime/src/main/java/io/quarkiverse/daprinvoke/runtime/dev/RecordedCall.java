package io.quarkiverse.daprinvoke.runtime.dev;

/**
 * One call that has ended, as the Dev UI shows it.
 *
 * @param id a larger number for each call that ends later
 * @param ended when it ended, in milliseconds since the epoch
 * @param httpVerb the verb; if the target could not be resolved, all of its parts are the declared ones
 * @param status the last received status, {@code null} if there was none
 * @param outcome {@code completed}, {@code cancelled} or the simple name of the failure
 * @param millis its duration in milliseconds
 */
public record RecordedCall(long id, long ended, String httpVerb, String appId, String methodName, Integer status,
        String outcome, double millis) {
}
