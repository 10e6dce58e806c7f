package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The rules of the build apply to the values of expressions.
 */
class ExpressionWithInvalidValueTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 2 problems with emitters:\n"
                    + "The app-id of @DaprInvoke at "
                    + "io.quarkiverse.daprinvoke.test.config.ExpressionWithInvalidValueTest#emitter is invalid: "
                    + "an app ID must be a name, "
                    + "optionally followed by a dot and a namespace, without white space, control characters or any of "
                    + "/ \\ ? # % +\n"
                    + "The http-verb of @DaprInvoke at "
                    + "io.quarkiverse.daprinvoke.test.config.ExpressionWithInvalidValueTest#emitter is invalid: "
                    + "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH")
            .overrideRuntimeConfigKey("orders.app", "orders/x")
            .overrideRuntimeConfigKey("orders.verb", "fetch");

    @Inject
    @DaprInvoke(appId = "${orders.app}", methodName = "create", httpVerb = "${orders.verb}")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
