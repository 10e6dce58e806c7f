package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The sidecar of test mode cannot call an application that serves HTTPS only, and says so instead of "Connection refused".
 */
class HttpsOnlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            // So that the class of the key store is there
            .setAllowTestClassOutsideDeployment(true)
            .withEmptyApplication()
            .overrideConfigKey("quarkus.application.name", "shop")
            .overrideConfigKey("quarkus.http.test-ssl-port", "0")
            .overrideConfigKey("quarkus.http.insecure-requests", "disabled")
            .overrideConfigKey("quarkus.tls.key-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.key-store.p12.password", TlsSidecar.PASSWORD);

    @Inject
    @DaprInvoke(appId = "shop", methodName = "greet")
    RequestEmitter<String, String> self;

    @Test
    void callToItselfSaysWhatToDo() {
        assertThatThrownBy(() -> self.requestAndAwait("you"))
                .isInstanceOfSatisfying(InvocationStatusException.class, e -> assertThat(e.statusCode()).isEqualTo(500))
                .hasMessageContaining(
                        "this is the application itself, which serves HTTPS only, but this sidecar calls it over "
                                + "plain HTTP: set quarkus.http.insecure-requests=enabled in dev and test mode, or "
                                + "quarkus.dapr-invoke.devservices.apps.\"shop\"=<base URL>");
    }
}
