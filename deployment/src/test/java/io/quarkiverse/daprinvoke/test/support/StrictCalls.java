package io.quarkiverse.daprinvoke.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Calls to the {@link StrictSidecar}, and what came of them there.
 */
public final class StrictCalls {

    private StrictCalls() {
    }

    /**
     * An application whose sidecar is the strict one. Its calls go over one connection, so that they arrive in the order in
     * which they were sent.
     */
    public static QuarkusUnitTest app() {
        return EmitterTest.app(StrictCalls.class)
                .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", StrictSidecar.get().url())
                .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");
    }

    /**
     * @return the one request of a call that succeeds
     */
    public static Request sent(Uni<?> call) {
        Calls.item(call);
        return onlyRequest();
    }

    /**
     * @return the request that has come, which must be the only one
     */
    public static Request onlyRequest() {
        Request request = StrictSidecar.get().next();
        assertThat(StrictSidecar.get().pending()).isZero();
        return request;
    }

    /**
     * Asserts the request line, all header lines but that of the host, which the server itself checks, and the body.
     */
    public static void assertRequest(Request request, String requestLine, List<String> headers, String body) {
        assertThat(request.requestLine()).isEqualTo(requestLine);
        List<String> expected = new ArrayList<>(headers);
        expected.add("host: " + StrictSidecar.get().authority());
        assertThat(request.headers()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(request.text()).isEqualTo(body);
    }

    /**
     * Asserts that no call before this one was sent.
     */
    public static void assertNothingSentBefore(Uni<?> later, String requestLine) {
        assertThat(StrictSidecar.get().pending()).isZero();
        assertThat(sent(later).requestLine()).isEqualTo(requestLine);
    }
}
