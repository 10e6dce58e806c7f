package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * All faults are reported at once.
 */
class ManyFaultsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 7 problems with @DaprInvoke:\n"
            + "\t[1] The appId [a.b.c] of @DaprInvoke is invalid, an app ID must be a name, optionally followed "
            + "by a dot and a namespace, without white space, control characters or any of / \\ ? # % +: "
            + "io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#first. Correct it\n"
            + "\t[2] The methodName [x//y] of @DaprInvoke is invalid, a method name must be a path without "
            + "empty or dot segments, control characters or any of \\ # %: "
            + "io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#first. Correct it\n"
            + "\t[3] The daprAddress of @DaprInvoke is invalid, it does not start with http:// or https://: "
            + "io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#first. Correct it\n"
            + "\t[4] The httpVerb [FETCH] of @DaprInvoke is invalid, the HTTP verb must be GET, HEAD, "
            + "POST, PUT, DELETE, OPTIONS, TRACE or PATCH: "
            + "io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#first. Correct it\n"
            + "\t[5] The type arguments of an injected emitter must be concrete types, because its JSON is "
            + "prepared for them: io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#second is "
            + "io.quarkiverse.daprinvoke.Emitter<?>. Write for example Emitter<Order>, or Emitter<Object> "
            + "to send payloads of any type\n"
            + "\t[6] @DaprInvoke requires an appId and a methodName, or a name whose configuration has them: "
            + "io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#second. Add the missing members, or a "
            + "name, for example @DaprInvoke(name = \"orders\"), and set quarkus.dapr-invoke.emitter.\"orders\".app-id "
            + "and .method-name\n"
            + "\t[7] @DaprInvoke must annotate an io.quarkiverse.daprinvoke.Emitter or RequestEmitter, not a "
            + "java.lang.Integer: io.quarkiverse.daprinvoke.test.validation.ManyFaultsTest#third. Inject "
            + "one of these types, or remove the annotation");

    @Inject
    @DaprInvoke(appId = "a.b.c", methodName = "x//y", httpVerb = "FETCH", daprAddress = "ftp://sidecar")
    Emitter<String> first;

    @Inject
    @DaprInvoke
    Emitter<?> second;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Integer third;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
