package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * A sidecar that asks for another API token.
 */
@QuarkusTest
@TestProfile(ApiTokenProfile.class)
class WrongApiTokenTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.environment("DAPR_API_TOKEN", "another"));

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void isRefused(String route) {
        InvocationStatusException failure = Failure.of(InvocationStatusException.class, caller.any.send(Calls.to(route)));

        assertThat(failure.statusCode()).isEqualTo(401);
        assertThat(failure).hasMessage("POST " + route + "/foo was answered with status 401");
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isNull();
        assertThat(failure.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(failure.body()).hasToString("invalid api token\n");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(DAPR.target().received()).isEmpty();
    }
}
