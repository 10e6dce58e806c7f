package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * A sidecar that requires an API token, in an application without a token.
 */
@QuarkusTest
class MissingApiTokenTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.environment("DAPR_API_TOKEN", "token"));

    @Inject
    Caller caller;

    static Stream<String> methods() {
        // The sidecar answers its own health checks without a token
        return Stream.of("foo", "healthz", "v1.0/healthz", "v1.0/healthz/outbound");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isRefused(String method) {
        for (String route : List.of(TARGET, ENDPOINT)) {
            for (String verb : List.of("GET", "POST")) {
                InvocationStatusException failure = Failure.of(InvocationStatusException.class,
                        caller.any.send(Calls.to(route).methodName(method).httpVerb(verb)));

                assertThat(failure.statusCode()).isEqualTo(401);
                assertThat(failure).hasMessage(verb + " " + route + "/" + method + " was answered with status 401");
                assertThat(failure.errorCode()).isNull();
                assertThat(failure.body()).hasToString("invalid api token\n");
                assertThat(failure.mayHaveBeenSent()).isTrue();
            }
        }
        assertThat(DAPR.target().received()).isEmpty();
    }
}
