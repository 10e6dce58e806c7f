package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.function.Supplier;

import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The application's mapper. The first use of JSON looks it up, because its creation would slow down the start.
 */
public final class LazyMapper implements Supplier<ObjectMapper> {

    private final Instance<ObjectMapper> bean;
    // The class loader of the start, because the class loader of the first call might not find the classes of the application
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
        // Looked up once, because each lookup creates a new mapper in the dependent scope
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
