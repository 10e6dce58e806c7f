package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.SELF;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * An access control policy of the called application. Without mutual TLS its sidecar cannot identify the caller.
 */
@QuarkusTest
class AccessControlTest {

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(daprd -> daprd.configuration(accessControl("deny", "deny")))
            .target(daprd -> daprd.configuration(accessControl("deny", "allow")));

    @Inject
    Caller caller;

    private static String accessControl(String defaultAction, String actionForCaller) {
        return """
                apiVersion: dapr.io/v1alpha1
                kind: Configuration
                metadata:
                  name: access
                spec:
                  accessControl:
                    defaultAction: %s
                    trustDomain: public
                    policies:
                    - appId: %s
                      defaultAction: %s
                      trustDomain: public
                      namespace: default
                """.formatted(defaultAction, SELF, actionForCaller);
    }

    /** Although a policy allows the caller. */
    @Test
    void theDefaultActionDenies() {
        Failure.ofSidecar(403, TARGET, "rpc error: code = PermissionDenied desc = access control policy has denied access to "
                + "id:  operation: foo verb: POST", caller.any.send(Calls.to(TARGET)));

        assertThat(DAPR.target().received()).isEmpty();
    }

    /** Although a policy denies it to the caller. */
    @Test
    void theDefaultActionAllows() {
        DAPR.targetSidecar().kill();
        DAPR.targetSidecar().configuration(accessControl("allow", "deny")).start();
        try {
            caller.any.send(Calls.to(TARGET)).await().atMost(Calls.LIMIT);
        } finally {
            DAPR.targetSidecar().kill();
            DAPR.targetSidecar().configuration(accessControl("deny", "allow"));
        }

        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
    }

    /** There is no sidecar in front of the application. */
    @Test
    void anHttpEndpointHasNone() {
        caller.any.send(Calls.to(ENDPOINT)).await().atMost(Calls.LIMIT);

        assertThat(DAPR.target().call().uri()).isEqualTo("/foo");
    }

    @Test
    void theApplicationItselfIsNotAsked() {
        InvokeResponse<Buffer> response = caller.any.exchange(Calls.to(SELF).methodName("own")).await()
                .atMost(Calls.LIMIT);

        assertThat(response.body()).hasToString("own text");
    }
}
