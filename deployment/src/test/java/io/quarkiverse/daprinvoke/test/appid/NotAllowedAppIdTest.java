package io.quarkiverse.daprinvoke.test.appid;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A declared app ID that is not listed could never be called, so the application does not start.
 */
class NotAllowedAppIdTest {

    private static final String RULE = " is invalid: the app ID is not listed in quarkus.dapr-invoke.allowed-app-ids, so it "
            + "must not be called; add it there to allow it";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 3 problems with emitters:\n"
                    + "The app-id of quarkus.dapr-invoke.emitter.\"payload\".app-id" + RULE + "\n"
                    + "The app-id of @DaprInvoke at " + NotAllowedAppIdTest.class.getName() + "#expression" + RULE + "\n"
                    + "The app-id of @DaprInvoke at " + NotAllowedAppIdTest.class.getName() + "#literal" + RULE)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids", "stock,payments")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.app-id", "orders")
            .overrideRuntimeConfigKey("orders.app", "orders");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> literal;

    @Inject
    @DaprInvoke(appId = "${orders.app}", methodName = "create")
    Emitter<String> expression;

    @Inject
    @DaprInvoke(name = "payload", appId = "stock", methodName = "create")
    Emitter<String> configured;

    @Inject
    @DaprInvoke(appId = "stock", methodName = "create")
    Emitter<String> allowed;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
