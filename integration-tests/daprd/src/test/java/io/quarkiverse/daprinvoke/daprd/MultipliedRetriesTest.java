package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;

/**
 * The extension's own retries on top of those of the sidecar.
 */
@QuarkusTest
@TestProfile(MultipliedRetriesTest.Retries.class)
class MultipliedRetriesTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            retries:
              often:
                policy: constant
                duration: 10ms
                maxRetries: 4
            """, "{ retry: often }")));

    @Inject
    Caller caller;

    public static class Retries implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.retry.max-attempts", "3", "quarkus.dapr-invoke.retry.max-back-off", "10ms");
        }
    }

    /** A POST that was answered is not repeated by the extension, but by the sidecar; 500 is not among the statuses. */
    @ParameterizedTest
    @CsvSource({ "GET, 503, 15", "POST, 503, 5", "GET, 500, 5" })
    void multiply(String verb, int status, int calls) {
        for (String route : List.of(TARGET, ENDPOINT)) {
            DAPR.target().reset();
            DAPR.target().answerWith(status, null, Buffer.buffer());

            InvocationStatusException failure = Failure.of(InvocationStatusException.class,
                    caller.any.send(Calls.to(route).httpVerb(verb)));

            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure).hasMessage(verb + " " + route + "/foo was answered with status " + status);
            assertThat(DAPR.target().received()).hasSize(calls);
        }
    }
}
