package io.quarkiverse.daprinvoke.runtime.filter;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance.Handle;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkus.arc.InjectableBean;

/**
 * One filter.
 *
 * @param name its name in messages
 * @param priority the smallest goes first
 * @param emitters the names of the emitters that it is for, {@code null} for all
 * @param filter the filter; a bean is created when its first call needs it
 */
record FilterBean(String name, int priority, List<String> emitters, Supplier<InvocationFilter> filter) {

    private static final int DEFAULT_PRIORITY = 5000;

    /** As filters of Jakarta REST that authenticate. */
    private static final int BUILT_IN_PRIORITY = 1000;

    static FilterBean of(Handle<InvocationFilter> handle) {
        InjectableBean<?> bean = (InjectableBean<?>) handle.getBean();
        List<String> emitters = null;
        for (Annotation qualifier : bean.getQualifiers()) {
            if (qualifier instanceof ForEmitters named) {
                emitters = List.of(named.value());
            }
        }
        return new FilterBean(bean.getBeanClass().getName(), bean.hasPriority() ? bean.getPriority() : DEFAULT_PRIORITY,
                emitters, handle::get);
    }

    static FilterBean builtIn(String property, InvocationFilter filter) {
        return new FilterBean("of " + property, BUILT_IN_PRIORITY, null, () -> filter);
    }

    boolean isFor(String emitter) {
        return emitters == null || emitters.contains(emitter);
    }
}
