package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkiverse.daprinvoke.test.support.WholeLog;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A start that fails for another reason exposes neither the API token nor credentials, not even in the log at any level.
 */
class SecretsOfAFailedStartTest {

    private static final String EMITTER = "quarkus.dapr-invoke.emitter.\"payload\".";

    @RegisterExtension
    static final QuarkusUnitTest APP = WholeLog.of(FailingApp.start("Found 3 problems with emitters:\n"
            + "quarkus.dapr-invoke.propagate-headers names a header that cannot be passed on: The name of a header must "
            + "consist of letters, digits and any of !#$%&'*+-.^_`|~\n"
            + "The dapr-address of " + EMITTER + "dapr-address is invalid: it must not contain user information\n"
            + EMITTER + "request-timeout must be between one millisecond and 365 days"),
            log -> assertThat(log).anyMatch(entry -> entry.startsWith("TRACE "))
                    .allSatisfy(entry -> assertThat(entry).doesNotContain("secret")))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-token")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.propagate-headers", "authorization:secret-header")
            .overrideRuntimeConfigKey(EMITTER + "dapr-address", "http://user:secret@127.0.0.1:3500")
            .overrideRuntimeConfigKey(EMITTER + "request-timeout", "0s");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
