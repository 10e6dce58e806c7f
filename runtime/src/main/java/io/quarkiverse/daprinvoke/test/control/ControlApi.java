package io.quarkiverse.daprinvoke.test.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The HTTP API by which tests control the sidecar of test mode. It is internal: client and server have the same version of the
 * extension.
 */
public final class ControlApi {

    /** A path prefix that no API of Dapr uses. */
    public static final String ROOT = "/quarkus-dapr-invoke/v1/";
    /** Header: the {@link ControlSecret}. A request without it gets the status 403 and changes nothing. */
    public static final String SECRET = "quarkus-dapr-invoke-secret";
    /**
     * POST begins a test and removes stubs and calls of earlier tests. The status is 409 if another test is in progress. DELETE
     * ends the test. {@link #PROCESS} and {@link #THREAD} identify the test.
     */
    public static final String TEST = ROOT + "test";
    /** Parameter: the ID of the process that runs the test. */
    public static final String PROCESS = "process";
    /** Parameter: the ID of the thread that runs the test, in that process. */
    public static final String THREAD = "thread";
    /** PUT sets the stub with the number that follows. */
    public static final String STUBS = ROOT + "stubs/";
    /** GET reads the received calls. It waits for more calls if {@link #SEEN} and {@link #WAIT} are set. */
    public static final String CALLS = ROOT + "calls";
    /** GET reads the received calls and their responses. */
    public static final String EXCHANGES = ROOT + "exchanges";
    /** Parameter: the number of calls that the test has seen. */
    public static final String SEEN = "seen";
    /** Parameter: the maximum time in milliseconds to wait for more calls. */
    public static final String WAIT = "wait";

    private ControlApi() {
    }

    /** Not the mapper of the application, whose settings must not affect this API. */
    public static ObjectMapper mapper() {
        return new JsonMapper();
    }
}
