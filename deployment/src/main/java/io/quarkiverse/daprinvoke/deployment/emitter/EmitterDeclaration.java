package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/**
 * The members of one {@code @DaprInvoke}, including defaults.
 *
 * @param name the emitter's name, empty for none
 * @param headers the headers of its calls, each as {@code name: value}
 */
public record EmitterDeclaration(String name, String appId, String methodName, String httpVerb, String contentType,
        String daprAddress, List<String> headers, boolean notFoundIsEmpty) {

    static EmitterDeclaration of(AnnotationInstance annotation, IndexView index) {
        return new EmitterDeclaration(member(annotation, index, "name"), member(annotation, index, "appId"),
                member(annotation, index, "methodName"), member(annotation, index, "httpVerb"),
                member(annotation, index, "contentType"), member(annotation, index, "daprAddress"),
                List.of(annotation.valueWithDefault(index, "headers").asStringArray()),
                annotation.valueWithDefault(index, "notFoundIsEmpty").asBoolean());
    }

    /**
     * @return the members that CDI compares: all except the headers
     */
    EmitterDeclaration withoutHeaders() {
        return new EmitterDeclaration(name, appId, methodName, httpVerb, contentType, daprAddress, List.of(), notFoundIsEmpty);
    }

    private static String member(AnnotationInstance annotation, IndexView index, String name) {
        return annotation.valueWithDefault(index, name).asString();
    }
}
