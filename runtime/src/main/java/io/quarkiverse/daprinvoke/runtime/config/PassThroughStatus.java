package io.quarkiverse.daprinvoke.runtime.config;

import java.util.Set;

import io.quarkiverse.daprinvoke.InvocationStatusException;

/**
 * Which statuses of called applications the clients of REST resources receive.
 */
public enum PassThroughStatus {

    OFF("off"),
    CLIENT_ERRORS("4xx"),
    ALL("all");

    public static final String KEY = "rest.pass-through-status";

    /** They are about the connection between this application, its sidecar and the called application. */
    private static final Set<Integer> OF_THE_CONNECTION = Set.of(407, 408, 421, 426, 431);

    /** What the sidecar answers by itself if the configured token is wrong: the only such answer without an error code. */
    private static final String WRONG_API_TOKEN = "invalid api token";

    private final String value;

    PassThroughStatus(String value) {
        this.value = value;
    }

    /**
     * @param value the value of the property
     * @throws IllegalArgumentException if the property has no such value
     */
    public static PassThroughStatus of(String value) {
        for (PassThroughStatus status : values()) {
            if (status.value.equals(value)) {
                return status;
            }
        }
        throw new IllegalArgumentException(DaprInvokeConfig.ROOT + KEY + " must be off, 4xx or all");
    }

    /**
     * @return whether clients receive that status; not one of the sidecar itself, which is about the inside
     */
    public boolean covers(InvocationStatusException failure) {
        int status = failure.statusCode();
        return this != OFF && (this == ALL || status >= 400 && status < 500) && !OF_THE_CONNECTION.contains(status)
                && failure.errorCode() == null
                && !(failure.is(401) && failure.body().toString().trim().equals(WRONG_API_TOKEN));
    }
}
