package io.quarkiverse.daprinvoke.test;

import java.lang.reflect.Field;
import java.net.http.HttpClient;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Injects the sidecar of test mode into tests, and removes its stubs and recorded calls before and after each test.
 */
final class DaprSidecarExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final String ENDPOINT = "quarkus.dapr-invoke.endpoint";
    private static final Namespace NAMESPACE = Namespace.create(DaprSidecarExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        SidecarControl control = new SidecarControl(endpoint(), httpClient(context));
        control.beginTest();
        DaprSidecar sidecar = new DaprSidecar(control);
        context.getStore(NAMESPACE).put(SidecarControl.class, control);
        context.getStore(NAMESPACE).put(DaprSidecar.class, sidecar);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : AnnotationSupport.findAnnotatedFields(instance.getClass(), InjectDaprSidecar.class)) {
                inject(sidecar, field, instance);
            }
        }
    }

    private static void inject(DaprSidecar sidecar, Field field, Object instance) throws IllegalAccessException {
        if (field.getType() != DaprSidecar.class) {
            throw new IllegalStateException("@InjectDaprSidecar must annotate a field of type DaprSidecar: "
                    + field.getDeclaringClass().getName() + "#" + field.getName());
        }
        field.setAccessible(true);
        field.set(instance, sidecar);
    }

    /** Dev Services set it, for an integration test as a system property. */
    private static String endpoint() {
        return ConfigProvider.getConfig().getOptionalValue(ENDPOINT, String.class)
                .orElseThrow(() -> new IllegalStateException("There is no sidecar for @InjectDaprSidecar, because the extension"
                        + " has started none. It starts one in tests of an application that has an emitter, unless"
                        + " quarkus.dapr-invoke.devservices.enabled is false or a DAPR_* variable names a sidecar"));
    }

    /** One client for all tests, because each client has separate threads. */
    private static HttpClient httpClient(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(HttpClient.class,
                key -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).proxy(HttpClient.Builder.NO_PROXY).build(),
                HttpClient.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SidecarControl control = context.getStore(NAMESPACE).remove(SidecarControl.class, SidecarControl.class);
        if (control != null) {
            control.endTest();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(InjectDaprSidecar.class)
                && parameter.getParameter().getType() == DaprSidecar.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        DaprSidecar sidecar = context.getStore(NAMESPACE).get(DaprSidecar.class, DaprSidecar.class);
        if (sidecar == null) {
            throw new ParameterResolutionException(
                    "@InjectDaprSidecar must annotate parameters of test methods and of @BeforeEach and @AfterEach methods");
        }
        return sidecar;
    }
}
