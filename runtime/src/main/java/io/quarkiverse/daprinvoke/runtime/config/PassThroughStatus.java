package io.quarkiverse.daprinvoke.runtime.config;

import java.util.Set;

import io.quarkiverse.daprinvoke.InvocationStatusException;

/**
 * The statuses of called applications that clients of REST resources receive.
 */
public enum PassThroughStatus {

    OFF("off"),
    CLIENT_ERRORS("4xx"),
    ALL("all");

    public static final String KEY = "rest.pass-through-status";

    /** They concern the connections between this application, its sidecar and the called application. */
    private static final Set<Integer> OF_THE_CONNECTION = Set.of(407, 408, 421, 426, 431);

    /** The response of the sidecar itself to a wrong token: its only error without an error code. */
    private static final String WRONG_API_TOKEN = "invalid api token";

    private final String value;

    PassThroughStatus(String value) {
        this.value = value;
    }

    /**
     * @param value the value of the property
     * @throws IllegalArgumentException if the value is not allowed
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
     * @return whether clients receive that status; never for an error of the sidecar itself, which is an internal detail
     */
    public boolean covers(InvocationStatusException failure) {
        int status = failure.statusCode();
        return this != OFF && (this == ALL || status >= 400 && status < 500) && !OF_THE_CONNECTION.contains(status)
                && failure.errorCode() == null
                && !(failure.is(401) && failure.body().toString().trim().equals(WRONG_API_TOKEN));
    }
}
