package io.quarkiverse.daprinvoke.daprd.support;

import java.time.Duration;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;

/**
 * Calls of tests for which the application that is called is all that counts.
 */
public final class Calls {

    public static final String METHOD = "foo";

    /** In which whatever goes on has ended, however busy the machine is. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private Calls() {
    }

    /**
     * @return a text for the method {@link #METHOD}, which goes out with POST
     */
    public static InvokeMethodParameters<Object> to(String appId) {
        return InvokeMethodParameters.<Object> of("text").binding("appId", appId).binding("method", METHOD);
    }
}
