package io.quarkiverse.daprinvoke.runtime.dev;

/**
 * One call that has ended, as the Dev UI shows it.
 *
 * @param id a larger number for each call that ends later
 * @param ended when it ended, in milliseconds since the epoch
 * @param httpVerb the verb; like all of the target as it is declared, if the target could not be resolved
 * @param status the last status that was answered, {@code null} if there was none
 * @param outcome {@code completed}, {@code cancelled} or the simple name of the failure
 * @param millis how long it took
 */
public record RecordedCall(long id, long ended, String httpVerb, String appId, String methodName, Integer status,
        String outcome, double millis) {
}
