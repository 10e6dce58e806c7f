package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.Dependent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.QuarkusUnitTest;

class PlaceOfConstructorParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build(
            "@DaprInvoke requires an appId and a methodName, or a name whose configuration has them: "
                    + "parameter 'emitter' of "
                    + "io.quarkiverse.daprinvoke.test.validation.PlaceOfConstructorParameterTest$Sender "
                    + "constructor. Add the missing members, or a name, for example @DaprInvoke(name = \"orders\"), and set "
                    + "quarkus.dapr-invoke.emitter.\"orders\".app-id and .method-name",
            Sender.class);

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }

    @Dependent
    @Unremovable
    static class Sender {

        Sender(@DaprInvoke(appId = "orders") Emitter<String> emitter) {
        }
    }
}
