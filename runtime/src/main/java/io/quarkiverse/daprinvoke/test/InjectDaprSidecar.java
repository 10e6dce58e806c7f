package io.quarkiverse.daprinvoke.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects the {@link DaprSidecar} of the running test. Put it on a field of a {@code @QuarkusTest} or a
 * {@code @QuarkusIntegrationTest}, or on a parameter of a test method or of a {@code @BeforeEach} or {@code @AfterEach} method.
 * A field must be of type {@link DaprSidecar} and not final. It is set before each test method, also in nested test classes.
 * <p>
 * Stubs and recorded calls are removed before and after each test method.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(DaprSidecarExtension.class)
public @interface InjectDaprSidecar {
}
