package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Injection points that say the same share one bean, of a scope that mocks can replace.
 */
class SharedBeanTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Sender.class);

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Inject
    Sender sender;

    @Test
    void equalDeclarationsAreOneBean() {
        List<InstanceHandle<Emitter<String>>> beans = Arc.container().listAll(new TypeLiteral<>() {
        }, Any.Literal.INSTANCE);
        assertThat(beans).hasSize(1);
        assertThat(ClientProxy.unwrap(sender.emitter)).isSameAs(ClientProxy.unwrap(emitter));
    }

    @Test
    void theBeanIsApplicationScopedWithAClientProxy() {
        assertThat(emitter).isInstanceOf(ClientProxy.class);
        InjectableBean<?> bean = ((ClientProxy) emitter).arc_bean();
        assertThat(bean.getScope()).isEqualTo(ApplicationScoped.class);
    }

    @Dependent
    static class Sender {

        final Emitter<String> emitter;

        // The defaults, written out, make no difference
        Sender(@DaprInvoke(appId = "orders", methodName = "create", httpVerb = "POST", contentType = "") Emitter<String> emitter) {
            this.emitter = emitter;
        }
    }
}
