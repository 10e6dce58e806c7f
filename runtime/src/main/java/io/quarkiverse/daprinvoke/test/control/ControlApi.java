package io.quarkiverse.daprinvoke.test.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * How tests steer the sidecar of test mode: an HTTP API of its own beside Dapr's. Both sides are of the same version of the
 * extension, so it is nothing to rely on.
 */
public final class ControlApi {

    /** No API of Dapr begins like this. */
    public static final String ROOT = "/quarkus-dapr-invoke/v1/";
    /** Header: the {@link ControlSecret}. A request without it is answered with status 403 and changes nothing. */
    public static final String SECRET = "quarkus-dapr-invoke-secret";
    /**
     * POST begins a test: stubs and calls of another one are forgotten. It is answered with status 409 if another one is in
     * progress. DELETE ends it. {@link #PROCESS} and {@link #THREAD} say whose test it is.
     */
    public static final String TEST = ROOT + "test";
    /** Parameter: the ID of the process that runs the test. */
    public static final String PROCESS = "process";
    /** Parameter: the ID of the thread that runs the test, in that process. */
    public static final String THREAD = "thread";
    /** PUT sets the stub with the number that follows. */
    public static final String STUBS = ROOT + "stubs/";
    /** GET reads what was received; waits for more if {@link #SEEN} and {@link #WAIT} ask for it. */
    public static final String CALLS = ROOT + "calls";
    /** GET reads what was received, and what it was answered with. */
    public static final String EXCHANGES = ROOT + "exchanges";
    /** Parameter: the number of calls that the test has seen. */
    public static final String SEEN = "seen";
    /** Parameter: for how many milliseconds to wait for more calls than these. */
    public static final String WAIT = "wait";

    private ControlApi() {
    }

    /** Not the application's, whose settings must not change this API. */
    public static ObjectMapper mapper() {
        return new JsonMapper();
    }
}
