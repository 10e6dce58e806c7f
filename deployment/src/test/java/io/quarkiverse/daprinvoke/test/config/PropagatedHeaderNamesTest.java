package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Headers that no call may carry cannot be named to be passed on, and all that is wrong is said at once.
 */
class PropagatedHeaderNamesTest {

    private static final String ALL = "quarkus.dapr-invoke.propagate-headers";
    private static final String ONE = "quarkus.dapr-invoke.emitter.\"payload\".";

    private static final List<String> REFUSED = List.of("dapr-app-id", "dapr-api-token", "dapr-caller-app-id",
            "dapr-callee-app-id", "host", "content-length", "connection", "keep-alive", "proxy-connection",
            "transfer-encoding", "upgrade", "http2-settings", "te", "trailer", "proxy-authorization", "proxy-authenticate",
            "expect", "destination-app-id");

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            Stream.of(Stream.of("Found " + (REFUSED.size() + 5) + " problems with emitters:"),
                    REFUSED.stream().map(name -> problem(ALL, "The header " + name
                            + " must not be sent: it belongs to the connection or to the sidecar's own routing")),
                    Stream.of(problem(ALL, "The content type of a call is that of its payload"),
                            "The app-id of " + ONE + "app-id is invalid: an app ID must be a name, optionally followed by a "
                                    + "dot and a namespace, without white space, control characters or any of / \\ ? # % +",
                            problem(ONE + "propagate-headers", "The header dapr-app-id must not be sent: it belongs to the "
                                    + "connection or to the sidecar's own routing"),
                            problem(ONE + "propagate-headers", "The header x-bin must not be sent: the sidecar drops headers "
                                    + "whose name ends in -bin"),
                            problem(ONE + "propagate-headers",
                                    "The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~")))
                    .flatMap(lines -> lines).collect(Collectors.joining("\n")))
            .overrideRuntimeConfigKey(ALL, String.join(",", REFUSED).toUpperCase() + ",x-fine,Content-Type")
            .overrideRuntimeConfigKey(ONE + "app-id", "or ders")
            .overrideRuntimeConfigKey(ONE + "propagate-headers", "Dapr-App-Id, authorization, X-Bin, secret:value");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> other;

    private static String problem(String property, String rule) {
        return property + " names a header that cannot be passed on: " + rule;
    }

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
