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
 * The switch for URLs does not make an exception from the list.
 */
class UrlAppIdNotAllowedTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("The app-id of @DaprInvoke at "
            + UrlAppIdNotAllowedTest.class.getName() + "#emitter is invalid: the app ID is not listed in "
            + "quarkus.dapr-invoke.allowed-app-ids, so it must not be called; add it there to allow it")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allow-url-app-ids", "true")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids", "orders,http://127.0.0.1:90");

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1:9", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
