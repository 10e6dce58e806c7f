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
 * Lists that cannot be meant: one that a missing value has emptied, one with an entry that is no app ID.
 */
class InvalidAllowedAppIdsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 2 problems with emitters:\n"
                    + "quarkus.dapr-invoke.allowed-app-ids must not be empty, nor have an empty entry: list the app IDs that "
                    + "may be called, or remove it to allow any\n"
                    + "An entry of quarkus.dapr-invoke.emitter.\"payload\".allowed-app-ids is invalid: an app ID must be a "
                    + "name, "
                    + "optionally followed by a dot and a namespace, without white space, control characters or any of / \\ "
                    + "? # % +")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids", "${proxy.apps:}")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.allowed-app-ids", "orders,stock/prod");

    @Inject
    @DaprInvoke(name = "payload", appId = "{app}", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
