package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class NoMethodNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("@DaprInvoke requires an appId and a methodName, or a name whose configuration has them: "
                    + "io.quarkiverse.daprinvoke.test.validation.NoMethodNameTest#emitter. Add the missing members, or "
                    + "a name, for example @DaprInvoke(name = \"orders\"), and set "
                    + "quarkus.dapr-invoke.emitter.\"orders\".app-id and .method-name");

    @Inject
    @DaprInvoke(appId = "orders")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
