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
 * All values of an emitter that come from configuration only.
 */
class InvalidEmitterConfigurationTest {

    private static final String PREFIX = "quarkus.dapr-invoke.emitter.\"payload\".";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 5 problems with emitters:\n"
                    + invalid("app-id", "an app ID must be a name, optionally followed by a dot and a namespace, without white "
                            + "space, control characters or any of / \\ ? # % +")
                    + "\n"
                    + invalid("method-name", "a method name must be a path without empty or dot segments, control characters "
                            + "or any of \\ # %")
                    + "\n"
                    + invalid("http-verb", "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH")
                    + "\n"
                    + invalid("content-type", "The value of the header content-type contains a character that is not allowed "
                            + "in a header, such as a line break")
                    + "\n"
                    + invalid("dapr-address", "it must not contain user information"))
            .overrideRuntimeConfigKey(PREFIX + "app-id", "or ders")
            .overrideRuntimeConfigKey(PREFIX + "method-name", "../shutdown")
            .overrideRuntimeConfigKey(PREFIX + "http-verb", "CONNECT")
            .overrideRuntimeConfigKey(PREFIX + "content-type", "text/plain\r\ndapr-app-id: x")
            .overrideRuntimeConfigKey(PREFIX + "dapr-address", "http://user:secret@127.0.0.1:3500");

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<String> emitter;

    private static String invalid(String key, String rule) {
        return "The " + key + " of " + PREFIX + key + " is invalid: " + rule;
    }

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
