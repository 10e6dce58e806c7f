package io.quarkiverse.daprinvoke.runtime.filter;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;

/**
 * One filter.
 *
 * @param name its name in messages
 * @param priority the smallest goes first
 * @param emitters the names of its emitters, {@code null} for all
 * @param calls returns the filter of a call, on the thread that makes the call; the first call creates the bean
 */
record FilterBean(String name, int priority, List<String> emitters, Supplier<Supplier<InvocationFilter>> calls) {

    private static final int DEFAULT_PRIORITY = 5000;

    /** Equal to the priority of authentication filters in Jakarta REST. */
    private static final int BUILT_IN_PRIORITY = 1000;

    static FilterBean of(InjectableBean<InvocationFilter> bean) {
        Created created = new Created(bean);
        List<String> emitters = null;
        for (Annotation qualifier : bean.getQualifiers()) {
            if (qualifier instanceof ForEmitters named) {
                emitters = List.of(named.value());
            }
        }
        return new FilterBean(bean.getBeanClass().getName(), bean.hasPriority() ? bean.getPriority() : DEFAULT_PRIORITY,
                emitters, () -> created);
    }

    static FilterBean builtIn(String property, InvocationFilter filter) {
        return new FilterBean("of " + property, BUILT_IN_PRIORITY, null, () -> {
            InvocationFilter ofCall = filter instanceof CallerFilter caller ? caller.ofCall() : filter;
            return () -> ofCall;
        });
    }

    boolean isFor(String emitter) {
        return emitters == null || emitters.contains(emitter);
    }

    /** Created once, also in the dependent scope. A failed creation is repeated. */
    private static final class Created implements Supplier<InvocationFilter> {

        private final InjectableBean<InvocationFilter> bean;
        private volatile InvocationFilter filter;

        Created(InjectableBean<InvocationFilter> bean) {
            this.bean = bean;
        }

        @Override
        public InvocationFilter get() {
            InvocationFilter created = filter;
            return created != null ? created : create();
        }

        private synchronized InvocationFilter create() {
            if (filter == null) {
                filter = Arc.container().instance(bean).get();
            }
            return filter;
        }
    }
}
