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
 * Problems of the retries of all emitters are reported once, and problems of single emitters in addition.
 */
class InvalidRetryConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("""
                    Found 5 problems with emitters:
                    quarkus.dapr-invoke.retry.max-attempts must be at least 1
                    quarkus.dapr-invoke.retry.jitter must be between 0 and 1
                    quarkus.dapr-invoke.emitter."first".retry.statuses must be between 300 and 599, because other statuses are not failures
                    quarkus.dapr-invoke.emitter."first".retry.verbs is invalid: the HTTP verb must be GET, HEAD, POST, PUT, \
                    DELETE, OPTIONS, TRACE or PATCH
                    The app-id of quarkus.dapr-invoke.emitter."second".app-id is invalid: an app ID must be a name, optionally followed by \
                    a dot and a namespace, without white space, control characters or any of / \\ ? # % +""")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.max-attempts", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.retry.jitter", "1.1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.first.retry.statuses", "503,200")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.first.retry.verbs", "GET,FETCH")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.second.app-id", "a/b");

    @Inject
    @DaprInvoke(name = "first", appId = "shop", methodName = "m")
    Emitter<String> first;

    @Inject
    @DaprInvoke(name = "second", appId = "shop", methodName = "m")
    Emitter<String> second;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
