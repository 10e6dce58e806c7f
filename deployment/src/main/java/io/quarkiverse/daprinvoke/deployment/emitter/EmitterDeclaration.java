package io.quarkiverse.daprinvoke.deployment.emitter;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/**
 * The members of one {@code @DaprInvoke}, defaults included.
 *
 * @param name the emitter's name, empty for none
 */
public record EmitterDeclaration(String name, String appId, String methodName, String httpVerb, String contentType,
        String daprAddress) {

    static EmitterDeclaration of(AnnotationInstance annotation, IndexView index) {
        return new EmitterDeclaration(member(annotation, index, "name"), member(annotation, index, "appId"),
                member(annotation, index, "methodName"), member(annotation, index, "httpVerb"),
                member(annotation, index, "contentType"), member(annotation, index, "daprAddress"));
    }

    private static String member(AnnotationInstance annotation, IndexView index, String name) {
        return annotation.valueWithDefault(index, name).asString();
    }
}
