package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Headers that no call may carry are refused by the build, all at once, and their values are not repeated.
 */
class InvalidDeclaredHeadersTest {

    private static final String PLACE = "io.quarkiverse.daprinvoke.test.validation.InvalidDeclaredHeadersTest#";
    private static final String NAME = "The name of a header must consist of letters, digits and any of !#$%&'*+-.^_`|~";
    private static final String ROUTING = " must not be sent: it belongs to the connection or to the sidecar's own routing";
    private static final String CHARACTER = " contains a character that is not allowed in a header, such as a line break";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 19 problems with @DaprInvoke:\n"
            + "\t[1] " + entry(1, "a header must be declared as \"name: value\"", "names")
            + "\t[2] " + entry(2, "a header must be declared as \"name: value\"", "names")
            + "\t[3] " + entry(3, NAME, "names")
            + "\t[4] " + entry(4, NAME, "names")
            + "\t[5] " + entry(5, "The header dapr-app-id" + ROUTING, "names")
            + "\t[6] " + entry(6, "The content type must not be set as a header: use the member contentType or the property "
                    + "content-type of the emitter", "names")
            + "\t[7] "
            + entry(7, "The header x-bin must not be sent: the sidecar drops headers whose name ends in -bin", "names")
            + "\t[8] " + entry(8, "The header host" + ROUTING, "names")
            + "\t[9] The member notFoundIsEmpty of @DaprInvoke requires a response that is read as a whole: " + PLACE
            + "noReply is io.quarkiverse.daprinvoke.Emitter<java.lang.String>. Remove the member, or inject a RequestEmitter "
            + "whose response is not a Multi\n"
            + "\t[10] The member notFoundIsEmpty of @DaprInvoke requires a response that is read as a whole: " + PLACE
            + "streamed is io.quarkiverse.daprinvoke.RequestEmitter<java.lang.Void, "
            + "io.quarkiverse.daprinvoke.InvokeResponse<io.smallrye.mutiny.Multi<io.vertx.core.buffer.Buffer>>>. Remove the "
            + "member, or inject a RequestEmitter whose response is not a Multi\n"
            + "\t[11] The header X-A of @DaprInvoke is declared twice: " + PLACE + "values. Keep one of the entries\n"
            + "\t[12] The header x-none of @DaprInvoke has no value: " + PLACE + "values. Add one, or remove the entry\n"
            + "\t[13] " + value("x-break", "The value of the header x-break" + CHARACTER)
            + "\t[14] " + value("x-end", "The value of the header x-end" + CHARACTER)
            + "\t[15] " + value("x-brace", "a placeholder is malformed: a '{' has no '}' after it")
            + "\t[16] " + value("x-regex", "a placeholder is malformed: between '{' and '}' there must be a name of letters, "
                    + "digits, '_', '-' and '.', without a regular expression")
            + "\t[17] " + value("authorization", "The header authorization must not name dapr-app-id: the sidecar would route "
                    + "the call by it")
            + "\t[18] " + value("x-latin", "The value of the header x-latin contains non-ASCII bytes that are not UTF-8, "
                    + "which the sidecar requires; encode it")
            + "\t[19] Two emitters must not differ in their headers only, as they do at " + PLACE + "values and at " + PLACE
            + "valuesAgain. Give one of them a name, or write the same headers at both");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", headers = { "secret", "", ": secret", "${name}: secret",
            "Dapr-App-Id: secret", "Content-Type: text/plain", "x-bin: secret", "host:8080" })
    Emitter<String> names;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", notFoundIsEmpty = true)
    Emitter<String> noReply;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", notFoundIsEmpty = true)
    RequestEmitter<Void, InvokeResponse<Multi<Buffer>>> streamed;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "values", headers = { "x-a: 1", "X-A: 2", "x-none: ",
            "x-break: secret\r\ndapr-app-id: evil", "x-end: secret\n", "x-brace: {secret", "x-regex: {secret:.*}",
            "authorization: Basic ZGFwci1hcHAtaWQ6eA==", "x-latin: \u00e9", "x-fine: {user}, ${expression}" })
    Emitter<String> values;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "values", headers = "x-fine: {user}, ${expression}")
    Emitter<String> valuesAgain;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "values")
    Emitter<Integer> ofAnotherType;

    private static String entry(int position, String rule, String field) {
        return "Entry " + position + " of the headers of @DaprInvoke is invalid, " + rule + ": " + PLACE + field
                + ". Correct it\n";
    }

    private static String value(String name, String rule) {
        return "The header " + name + " of @DaprInvoke is invalid, " + rule + ": " + PLACE + "values. Correct its value\n";
    }

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
