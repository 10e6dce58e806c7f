package io.quarkiverse.daprinvoke.filter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;

/**
 * Restricts an {@link InvocationFilter} to emitters by their names. Put it on the class of the filter or on its producer. A
 * class with this annotation and without a scope is a {@code @Singleton} bean.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.FIELD })
public @interface ForEmitters {

    /**
     * The names of the emitters, which are the names in their {@code @DaprInvoke} after expressions are resolved.
     *
     * @return at least one name. The application does not start if it has no emitter of one of them
     */
    @Nonbinding
    String[] value();
}
