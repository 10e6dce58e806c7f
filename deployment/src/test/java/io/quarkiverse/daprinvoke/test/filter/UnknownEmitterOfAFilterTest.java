package io.quarkiverse.daprinvoke.test.filter;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A filter that is restricted to an emitter that there is not would never run, so the application does not start.
 */
class UnknownEmitterOfAFilterTest {

    private static final String ROOT = "io.quarkiverse.daprinvoke.test.filter.UnknownEmitterOfAFilterTest$";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("Found 3 problems with emitters:\n"
            + "@ForEmitters of the filter " + ROOT + "None must name at least one emitter: add a name, or remove the "
            + "annotation to filter the calls of all emitters\n"
            + "@ForEmitters of the filter " + ROOT + "Sign names the emitter 'paylaod', which the application does not have: "
            + "correct it to the name of a @DaprInvoke, or remove it\n"
            + "@ForEmitters of the filter " + ROOT + "Sign names the emitter '', which the application does not have: correct "
            + "it to the name of a @DaprInvoke, or remove it");

    @Inject
    @DaprInvoke(name = "payload", appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> unnamed;

    @ForEmitters({ "payload", "paylaod", "" })
    @ApplicationScoped
    static class Sign implements InvocationFilter {
        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            return Uni.createFrom().voidItem();
        }
    }

    @ForEmitters({})
    @ApplicationScoped
    static class None extends Sign {
    }

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
