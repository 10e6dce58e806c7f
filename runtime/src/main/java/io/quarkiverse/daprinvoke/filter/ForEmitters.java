package io.quarkiverse.daprinvoke.filter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;

/**
 * Restricts an {@link InvocationFilter} to emitters by their names. It stands on the class of the filter, or on the producer
 * that makes it. A class with it and without a scope is a {@code @Singleton} bean.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.FIELD })
public @interface ForEmitters {

    /**
     * The names of the emitters, as their {@code @DaprInvoke} says once its expressions are resolved.
     *
     * @return at least one name; the application does not start if it has no emitter of one of them
     */
    @Nonbinding
    String[] value();
}
