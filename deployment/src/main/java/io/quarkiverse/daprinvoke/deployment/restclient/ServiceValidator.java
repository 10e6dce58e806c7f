package io.quarkiverse.daprinvoke.deployment.restclient;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * The rules for {@code @DaprService} and the interfaces that have it. The message of each fault states the rule, the place and
 * the remedy.
 */
final class ServiceValidator {

    private final IndexView index;
    // A set, because interfaces can share a parent
    private final Set<String> faults = new LinkedHashSet<>();

    ServiceValidator(IndexView index) {
        this.index = index;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /**
     * @param withRestClient whether the application has the REST Client that this is for
     */
    void validate(ClassInfo type, AnnotationInstance annotation, boolean withRestClient) {
        if (!withRestClient) {
            fault("@DaprService requires the extension quarkus-rest-client, which the application does not have", type.name(),
                    "Add it, or remove the annotation");
        }
        if (!type.isInterface()) {
            fault("@DaprService must annotate an interface of REST Client", type.name(), "Remove it, or inject an Emitter");
        }
        validateAppId(type, annotation.value().asString());
        AnnotationInstance registration = type.declaredAnnotation(ServiceDotNames.REGISTER_REST_CLIENT);
        AnnotationValue baseUri = registration == null ? null : registration.value("baseUri");
        if (baseUri != null && !baseUri.asString().isEmpty()) {
            fault("An interface with @DaprService must not have a baseUri, because its calls go to the Dapr "
                    + "sidecar", type.name(),
                    "Remove the baseUri, or the annotation @DaprService");
        }
    }

    private void validateAppId(ClassInfo type, String appId) {
        // The value of an expression is checked when the application starts
        if (ConfigExpressions.isExpression(appId)) {
            return;
        }
        try {
            if (appId.indexOf('{') >= 0) {
                throw new IllegalArgumentException("the app ID of an interface must not contain placeholders");
            }
            TargetTemplate.checkAppId(appId);
        } catch (IllegalArgumentException e) {
            String shown = appId.contains("://") ? "" : " [" + appId + "]";
            fault("The app ID" + shown + " of @DaprService is invalid, " + e.getMessage(), type.name(), "Correct it");
        }
    }

    /** Also validates an interface whose app ID comes from the configuration. */
    void validateMethods(ClassInfo type) {
        for (DotName parent : type.interfaceNames()) {
            ClassInfo inherited = index.getClassByName(parent);
            if (inherited != null) {
                validateMethods(inherited);
            }
        }
        for (MethodInfo method : type.methods()) {
            String place = type.name() + "#" + method.name();
            if (method.annotations(ServiceDotNames.URL).stream()
                    .anyMatch(url -> url.target().kind() == AnnotationTarget.Kind.METHOD_PARAMETER)) {
                fault("A method of an interface whose calls go through the Dapr sidecar must not have a parameter with @Url, "
                        + "which would send the call elsewhere", place, "Remove the parameter");
            }
            if (method.hasDeclaredAnnotation(ServiceDotNames.CLIENT_REDIRECT_HANDLER)) {
                fault("An interface whose calls go through the Dapr sidecar must not have a @ClientRedirectHandler, because "
                        + "redirects are not followed", place, "Remove the method, and read the status of the response");
            }
            for (AnnotationInstance annotation : method.declaredAnnotations()) {
                validateVerb(annotation, place);
            }
        }
    }

    private void validateVerb(AnnotationInstance annotation, String place) {
        ClassInfo annotationType = index.getClassByName(annotation.name());
        AnnotationInstance verb = annotationType == null ? null
                : annotationType.declaredAnnotation(ServiceDotNames.HTTP_METHOD);
        if (verb != null) {
            try {
                TargetTemplate.verb(verb.value().asString());
            } catch (IllegalArgumentException e) {
                fault("The verb of a method whose calls go through the Dapr sidecar is invalid, " + e.getMessage(), place,
                        "Use another annotation than @" + annotationType.simpleName());
            }
        }
    }

    private void fault(String rule, DotName place, String remedy) {
        fault(rule, place.toString(), remedy);
    }

    private void fault(String rule, String place, String remedy) {
        faults.add(rule + ": " + place + ". " + remedy);
    }
}
