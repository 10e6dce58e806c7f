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
 * The build accepts a URL, because only the start of the application has the property that allows it.
 */
class UrlAppIdWithoutSwitchTest {

    private static final String RULE = " is invalid: a URL in the place of an app ID is allowed only if "
            + "quarkus.dapr-invoke.allow-url-app-ids is true";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 4 problems with emitters:\n"
                    + "An entry of quarkus.dapr-invoke.allowed-app-ids" + RULE + "\n"
                    + "The app-id of quarkus.dapr-invoke.emitter.\"payload\".app-id" + RULE + "\n"
                    + "The app-id of @DaprInvoke at " + UrlAppIdWithoutSwitchTest.class.getName() + "#expression" + RULE + "\n"
                    + "The app-id of @DaprInvoke at " + UrlAppIdWithoutSwitchTest.class.getName() + "#literal" + RULE)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids", "http://127.0.0.1:9")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.app-id", "http://127.0.0.1:9")
            .overrideRuntimeConfigKey("partner.url", "http://127.0.0.1:9");

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1:9", methodName = "create")
    Emitter<String> literal;

    @Inject
    @DaprInvoke(appId = "${partner.url}", methodName = "create")
    Emitter<String> expression;

    @Inject
    @DaprInvoke(name = "payload", methodName = "create")
    Emitter<String> configured;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
