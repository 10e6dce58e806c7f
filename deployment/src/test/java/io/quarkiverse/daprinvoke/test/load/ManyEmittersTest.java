package io.quarkiverse.daprinvoke.test.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.All;
import io.quarkus.gizmo.AnnotationCreator;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.FieldCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.ResultHandle;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

/**
 * An application with a thousand emitters starts, and each of them serves.
 */
class ManyEmittersTest {

    private static final int HOLDERS = 100;
    private static final int EMITTERS_OF_A_HOLDER = 10;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app((JavaArchive jar) -> {
        jar.addClass(Holder.class);
        for (int i = 0; i < HOLDERS; i++) {
            addHolder(jar, i);
        }
    });

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @All
    List<Holder> holders;

    /** A bean that injects emitters; its classes are generated. */
    public interface Holder {

        RequestEmitter<String, String>[] emitters();
    }

    @Test
    void eachOfThemServes() {
        sidecar.answer((request, out) -> RawSidecar.ok(request.text()).to(request, out));
        int emitters = HOLDERS * EMITTERS_OF_A_HOLDER;
        List<String> replies = Calls.item(Multi.createFrom().iterable(holders)
                .onItem().transformToMultiAndConcatenate(holder -> Multi.createFrom().items(holder.emitters()))
                .onItem().transformToUni(emitter -> emitter.request("hello")).merge(20)
                .collect().asList());
        assertThat(replies).hasSize(emitters).containsOnly("hello");
        Set<String> targets = new HashSet<>();
        for (int i = 0; i < emitters; i++) {
            targets.add(sidecar.next().requestLine());
        }
        assertThat(targets).hasSize(emitters)
                .contains("POST /v1.0/invoke/app0/method/m0 HTTP/1.1", "POST /v1.0/invoke/app99/method/m9 HTTP/1.1");
        assertThat(sidecar.pending()).isZero();
    }

    private static void addHolder(JavaArchive jar, int number) {
        try (ClassCreator holder = ClassCreator.builder().className("org.acme.Holder" + number).interfaces(Holder.class)
                .classOutput((name, bytes) -> jar.add(new ByteArrayAsset(bytes), name + ".class")).build()) {
            holder.addAnnotation(ApplicationScoped.class);
            MethodCreator emitters = holder.getMethodCreator("emitters", RequestEmitter[].class);
            ResultHandle array = emitters.newArray(RequestEmitter.class, EMITTERS_OF_A_HOLDER);
            for (int i = 0; i < EMITTERS_OF_A_HOLDER; i++) {
                FieldCreator field = holder.getFieldCreator("emitter" + i, RequestEmitter.class).setModifiers(0)
                        .setSignature("L" + RequestEmitter.class.getName().replace('.', '/')
                                + "<Ljava/lang/String;Ljava/lang/String;>;");
                field.addAnnotation(Inject.class);
                AnnotationCreator declaration = field.addAnnotation(DaprInvoke.class);
                declaration.addValue("appId", "app" + number);
                declaration.addValue("methodName", "m" + i);
                emitters.writeArrayValue(array, i, emitters.readInstanceField(field.getFieldDescriptor(), emitters.getThis()));
            }
            emitters.returnValue(array);
        }
    }
}
