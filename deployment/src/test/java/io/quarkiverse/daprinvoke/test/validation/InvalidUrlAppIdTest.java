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
 * URLs that can never be called, for any configuration. They are not shown, because they may contain credentials.
 */
class InvalidUrlAppIdTest {

    private static final String PLACE = ": " + InvalidUrlAppIdTest.class.getName() + "#";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 4 problems with @DaprInvoke:\n"
            + "\t[1] The appId of @DaprInvoke is invalid, its path must not contain empty or dot segments" + PLACE
            + "dots. Correct it\n"
            + "\t[2] The appId of @DaprInvoke is invalid, the host and the path segments of a URL in the place of an app ID "
            + "must not be 'method', because the sidecar ends the URL there" + PLACE + "method. Correct it\n"
            + "\t[3] The appId of @DaprInvoke is invalid, a URL in the place of an app ID must not contain placeholders" + PLACE
            + "placeholder. Correct it\n"
            + "\t[4] The appId of @DaprInvoke is invalid, it must not contain user information" + PLACE
            + "userInformation. Correct it");

    @Inject
    @DaprInvoke(appId = "http://user:secret@127.0.0.1", methodName = "create")
    Emitter<String> userInformation;

    @Inject
    @DaprInvoke(appId = "http://{host}", methodName = "create")
    Emitter<String> placeholder;

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1/a/../b", methodName = "create")
    Emitter<String> dots;

    @Inject
    @DaprInvoke(appId = "http://127.0.0.1/method/x", methodName = "create")
    Emitter<String> method;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
