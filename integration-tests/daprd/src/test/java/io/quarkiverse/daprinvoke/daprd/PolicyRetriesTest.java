package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Resiliency;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Retries of a resiliency policy of the sidecar.
 */
@QuarkusTest
class PolicyRetriesTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.resource("resiliency", Resiliency.policy("""
            retries:
              often:
                policy: constant
                duration: 10ms
                maxRetries: 3
            """, "{ retry: often }")));

    @Inject
    Caller caller;

    /** Any status that is no success, also of a POST. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void repeatACallThatIsHeldInMemory(String route) {
        for (int status : List.of(500, 503, 404)) {
            DAPR.target().reset();
            DAPR.target().answerWith(status, "text/plain", Buffer.buffer("no"));

            InvocationStatusException failure = Failure.of(InvocationStatusException.class,
                    caller.any.send(Calls.to(route)));

            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure).hasMessage("POST " + route + "/foo was answered with status " + status);
            assertThat(failure.errorCode()).isNull();
            assertThat(failure.body()).hasToString("no");
            assertThat(failure.mayHaveBeenSent()).isTrue();
            assertThat(DAPR.target().received()).hasSize(4).allMatch(call -> call.body().toString().equals("text"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void doNotRepeatAStreamedOne(String route) {
        DAPR.target().answerWith(500, "text/plain", Buffer.buffer("no"));

        InvocationStatusException failure = Failure.of(InvocationStatusException.class,
                caller.streams
                        .request(InvokeMethodParameters.of(Multi.createFrom().items(Buffer.buffer("a"), Buffer.buffer("b")))
                                .binding("appId", route).binding("method", "foo")));

        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.body()).hasToString("no");
        assertThat(DAPR.target().call().body()).hasToString("ab");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void endWithTheFirstSuccess(String route) {
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            DAPR.target().record(request, body);
            request.response().setStatusCode(DAPR.target().received().size() < 3 ? 503 : 200).end();
        }));

        caller.any.send(Calls.to(route)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().received()).hasSize(3);
    }
}
