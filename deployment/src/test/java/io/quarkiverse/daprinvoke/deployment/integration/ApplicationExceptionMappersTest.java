package io.quarkiverse.daprinvoke.deployment.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.Index;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;

/**
 * Recognizes the mappers of an application that handle all failures of the extension.
 */
class ApplicationExceptionMappersTest {

    @ParameterizedTest
    @ValueSource(classes = { OfThrowable.class, OfException.class, OfRuntimeException.class, OfAllInvocations.class,
            Inherited.class, Method.class, MethodWithContext.class, MethodWithValue.class })
    void allOfThese(Class<?> mapper) throws IOException {
        assertThat(mapAllFailures(mapper)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = { OfOneKind.class, OfOthers.class, NoProvider.class, MethodOfOneKind.class, Resource.class,
            ResourceByItsInterface.class })
    void noneOfThese(Class<?> mapper) throws IOException {
        assertThat(mapAllFailures(mapper)).isFalse();
    }

    @Test
    void noneThatIsExcludedFromTheBuild() throws IOException {
        assertThat(ApplicationExceptionMappers.mapAllFailures(index(OfThrowable.class, Method.class),
                target -> target.kind() == AnnotationTarget.Kind.CLASS)).isFalse();
    }

    private static boolean mapAllFailures(Class<?> mapper) throws IOException {
        return ApplicationExceptionMappers.mapAllFailures(index(mapper), target -> false);
    }

    private static Index index(Class<?>... mappers) throws IOException {
        List<Class<?>> classes = new ArrayList<>(
                List.of(mappers));
        classes.addAll(List.of(Object.class, ExceptionMapper.class, Base.class, OfThrowableBase.class, HasPath.class));
        return Index.of(classes);
    }

    abstract static class Base<T extends Throwable> implements ExceptionMapper<T> {
        @Override
        public Response toResponse(T failure) {
            return null;
        }
    }

    abstract static class OfThrowableBase extends Base<Throwable> {
    }

    @Provider
    static class OfThrowable extends Base<Throwable> {
    }

    @Provider
    static class OfException extends Base<Exception> {
    }

    @Provider
    static class OfRuntimeException implements ExceptionMapper<RuntimeException> {
        @Override
        public Response toResponse(RuntimeException failure) {
            return null;
        }
    }

    @Provider
    static class OfAllInvocations extends Base<DaprInvokeException> {
    }

    @Provider
    static class Inherited extends OfThrowableBase {
    }

    @Provider
    static class OfOneKind extends Base<InvocationStatusException> {
    }

    @Provider
    static class OfOthers extends Base<IllegalStateException> {
    }

    static class NoProvider extends Base<Throwable> {
    }

    static class Method {
        @ServerExceptionMapper
        Response map(Throwable failure) {
            return null;
        }
    }

    static class MethodWithContext {
        @ServerExceptionMapper
        Response map(String context, RuntimeException failure) {
            return null;
        }
    }

    static class MethodWithValue {
        @ServerExceptionMapper({ IllegalStateException.class, Exception.class })
        Response map(Throwable failure) {
            return null;
        }
    }

    static class MethodOfOneKind {
        @ServerExceptionMapper(InvocationStatusException.class)
        Response map(Throwable failure) {
            return null;
        }
    }

    @Path("/")
    static class Resource {
        @ServerExceptionMapper
        Response map(Throwable failure) {
            return null;
        }
    }

    @Path("/")
    interface HasPath {
    }

    static class ResourceByItsInterface implements HasPath {
        @ServerExceptionMapper
        Response map(Throwable failure) {
            return null;
        }
    }
}
