package io.quarkiverse.daprinvoke.deployment.integration;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkus.deployment.util.JandexUtil;

/**
 * Finds out whether the application itself maps all failures of invocations to responses. Quarkus REST prefers the mapper of
 * the nearest superclass. Without this check, a mapper of the application for {@code Throwable} would never be called.
 */
final class ApplicationExceptionMappers {

    private static final DotName EXCEPTION_MAPPER = DotName.createSimple("jakarta.ws.rs.ext.ExceptionMapper");
    private static final DotName PROVIDER = DotName.createSimple("jakarta.ws.rs.ext.Provider");
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName SERVER_EXCEPTION_MAPPER = DotName
            .createSimple("org.jboss.resteasy.reactive.server.ServerExceptionMapper");

    private static final Set<DotName> ALL_FAILURES = Set.of(DotName.createSimple(DaprInvokeException.class),
            DotName.createSimple(RuntimeException.class), DotName.createSimple(Exception.class),
            DotName.createSimple(Throwable.class));

    private ApplicationExceptionMappers() {
    }

    /**
     * @param excluded whether a class or a method is not part of this build, for example because of its build profile
     */
    static boolean mapAllFailures(IndexView index, Predicate<AnnotationTarget> excluded) {
        return Stream.concat(ofProviders(index, excluded), ofMethods(index, excluded)).anyMatch(ALL_FAILURES::contains);
    }

    private static Stream<DotName> ofProviders(IndexView index, Predicate<AnnotationTarget> excluded) {
        return index.getAllKnownImplementations(EXCEPTION_MAPPER).stream()
                .filter(mapper -> mapper.hasDeclaredAnnotation(PROVIDER) && !excluded.test(mapper))
                .map(mapper -> JandexUtil.resolveTypeParameters(mapper.name(), EXCEPTION_MAPPER, index))
                .flatMap(List::stream).map(Type::name);
    }

    private static Stream<DotName> ofMethods(IndexView index, Predicate<AnnotationTarget> excluded) {
        return index.getAnnotations(SERVER_EXCEPTION_MAPPER).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .filter(annotation -> isGlobal(annotation.target().asMethod(), index, excluded))
                .flatMap(ApplicationExceptionMappers::mapped);
    }

    /** Mappers of a resource class apply to its methods only, and take precedence anyway. */
    private static boolean isGlobal(MethodInfo method, IndexView index, Predicate<AnnotationTarget> excluded) {
        ClassInfo declaring = method.declaringClass();
        return !isResource(declaring, index) && !excluded.test(declaring) && !excluded.test(method);
    }

    private static boolean isResource(ClassInfo type, IndexView index) {
        return type != null && (type.hasDeclaredAnnotation(PATH)
                || type.superName() != null && isResource(index.getClassByName(type.superName()), index)
                || type.interfaceNames().stream().anyMatch(name -> isResource(index.getClassByName(name), index)));
    }

    private static Stream<DotName> mapped(AnnotationInstance annotation) {
        AnnotationValue types = annotation.value();
        return types != null ? Arrays.stream(types.asClassArray()).map(Type::name)
                : annotation.target().asMethod().parameterTypes().stream().map(Type::name);
    }
}
