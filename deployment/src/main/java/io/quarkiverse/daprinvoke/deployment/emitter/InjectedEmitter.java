package io.quarkiverse.daprinvoke.deployment.emitter;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkus.arc.processor.InjectionPointInfo;

/**
 * One injection point with {@code @DaprInvoke}, not yet checked.
 *
 * @param place the place, in the form {@code org.acme.Foo#field}
 * @param type the injected type; the required type of a programmatic lookup
 */
record InjectedEmitter(String place, Type type, AnnotationInstance annotation, EmitterDeclaration declaration) {

    /**
     * @return {@code null} if the injection point has no {@code @DaprInvoke}
     */
    static InjectedEmitter of(InjectionPointInfo injectionPoint, IndexView index) {
        for (AnnotationInstance qualifier : injectionPoint.getRequiredQualifiers()) {
            if (qualifier.name().equals(DaprInvokeDotNames.DAPR_INVOKE)) {
                return new InjectedEmitter(injectionPoint.getTargetInfo(), injectionPoint.getRequiredType(), qualifier,
                        EmitterDeclaration.of(qualifier, index));
            }
        }
        return null;
    }
}
