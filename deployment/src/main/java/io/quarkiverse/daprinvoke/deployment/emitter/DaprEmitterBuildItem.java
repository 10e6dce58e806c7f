package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.Type;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * One valid emitter of the application: a distinct pair of bean type and {@code @DaprInvoke} declaration.
 */
public final class DaprEmitterBuildItem extends MultiBuildItem {

    private final Type type;
    private final AnnotationInstance qualifier;
    private final EmitterDeclaration declaration;
    private final List<String> places;

    DaprEmitterBuildItem(Type type, AnnotationInstance qualifier, EmitterDeclaration declaration, List<String> places) {
        this.type = type;
        this.qualifier = qualifier;
        this.declaration = declaration;
        this.places = List.copyOf(places);
    }

    /**
     * @return the type of the bean, {@code Emitter<T>} or {@code RequestEmitter<T, R>}
     */
    public Type getType() {
        return type;
    }

    /**
     * @return the type of the payload
     */
    public Type getPayloadType() {
        return type.asParameterizedType().arguments().get(0);
    }

    /**
     * @return the type of the response, {@code null} for an emitter without responses
     */
    public Type getResponseType() {
        return type.name().equals(DaprInvokeDotNames.REQUEST_EMITTER) ? type.asParameterizedType().arguments().get(1) : null;
    }

    /**
     * @return the qualifier of the bean, as it is written at the injection points
     */
    public AnnotationInstance getQualifier() {
        return qualifier;
    }

    /**
     * @return the members of the annotation, including defaults
     */
    public EmitterDeclaration getDeclaration() {
        return declaration;
    }

    /**
     * @return the injection points, in the form {@code org.acme.Foo#field}
     */
    public List<String> getPlaces() {
        return places;
    }
}
