package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The application's mapper, asked for by the first JSON and not by the start, which making it would slow down.
 */
public final class LazyMapper implements Supplier<ObjectMapper> {

    private final Instance<ObjectMapper> bean;
    // The one of the start, because that of the first call may not find the classes of the application
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private volatile ObjectMapper mapper;

    public LazyMapper(Instance<ObjectMapper> bean) {
        this.bean = bean;
    }

    @Override
    public ObjectMapper get() {
        ObjectMapper known = mapper;
        if (known != null) {
            return known;
        }
        // Once, because a mapper of the dependent scope is another with each look-up
        synchronized (this) {
            if (mapper == null) {
                mapper = make();
            }
            return mapper;
        }
    }

    private ObjectMapper make() {
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return bean.get();
        } finally {
            thread.setContextClassLoader(original);
        }
    }
}
