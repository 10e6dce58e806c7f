package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Headers and query parameters of the configuration, and expressions of the annotation, are checked when the application
 * starts, all at once. Values are not repeated.
 */
class InvalidConfiguredHeadersTest {

    private static final String ALL = "quarkus.dapr-invoke.headers.";
    private static final String ONE = "quarkus.dapr-invoke.emitter.\"payload\".";

    private static final String ROUTING = " must not be sent: it belongs to the connection or to the sidecar's own routing";
    private static final String CHARACTER = " contains a character that is not allowed in a header, such as a line break";
    private static final String PLACE = " of @DaprInvoke at io.quarkiverse.daprinvoke.test.config."
            + "InvalidConfiguredHeadersTest#payload is invalid: ";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("Found 11 problems with emitters:\n" + String.join("\n", List.of(
            ALL + "\"content-type\" is invalid: The content type must not be set as a header: use the member contentType or "
                    + "the property content-type of the emitter",
            ALL + "\"Host\" is invalid: The header host" + ROUTING,
            ALL + "\"no name\" is invalid: The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~",
            ALL + "\"x-brace\" is invalid: a placeholder is malformed: a '{' has no '}' after it",
            "quarkus.dapr-invoke.emitter.\"payload\".headers.\"x-missing\" has an expression without a value: set what it "
                    + "refers to, or remove quarkus.dapr-invoke.emitter.\"payload\".headers.\"x-missing\" (SRCFG00011: Could "
                    + "not expand value no.such.property in property "
                    + "quarkus.dapr-invoke.emitter.\"payload\".headers.\"x-missing\")",
            ONE + "headers.\"dapr-app-id\" is invalid: The header dapr-app-id" + ROUTING,
            ONE + "headers.\"x-break\" is invalid: The value of the header x-break" + CHARACTER,
            "The header x-declared" + PLACE + "The value of the header x-declared" + CHARACTER,
            "The header x-unset" + PLACE + "the property no.such.property is not set",
            ONE + "query.\"brace\" is invalid: a placeholder is malformed: a '}' has no '{' before it",
            ONE + "not-found-is-empty has no effect on the emitter at "
                    + "io.quarkiverse.daprinvoke.test.config.InvalidConfiguredHeadersTest#payload, whose response is not read as a "
                    + "whole: remove it, or inject a RequestEmitter whose response is not a Multi")))
            .overrideRuntimeConfigKey(ALL + "\"Host\"", "secret")
            .overrideRuntimeConfigKey(ALL + "\"content-type\"", "text/plain")
            .overrideRuntimeConfigKey(ALL + "\"no name\"", "secret")
            .overrideRuntimeConfigKey(ALL + "\"x-brace\"", "{secret")
            .overrideRuntimeConfigKey(ONE + "headers.\"dapr-app-id\"", "secret")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-break\"", "secret\r\ndapr-app-id: evil")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-missing\"", "${no.such.property}")
            .overrideRuntimeConfigKey(ONE + "headers.\"x-overridden\"", "fine")
            .overrideRuntimeConfigKey(ONE + "query.\"brace\"", "secret}")
            .overrideRuntimeConfigKey(ONE + "not-found-is-empty", "true")
            .overrideRuntimeConfigKey("line.break", "secret\r\ndapr-app-id: evil");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create", headers = { "x-declared: ${line.break}",
            "x-unset: ${no.such.property}", "x-overridden: ${no.such.property}" })
    Emitter<String> payload;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> other;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
