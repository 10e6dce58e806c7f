package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The application's mapper is made by the first call, with the class loader of the start. */
class LazyMapperTest {

    private final List<ClassLoader> loaders = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private final Instance<ObjectMapper> bean = (Instance<ObjectMapper>) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] { Instance.class }, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("get");
                loaders.add(Thread.currentThread().getContextClassLoader());
                return new ObjectMapper();
            });

    @Test
    void isMadeOnceByTheFirstCall() {
        LazyMapper mapper = new LazyMapper(bean);
        assertThat(loaders).isEmpty();
        ObjectMapper first = mapper.get();
        assertThat(first).isNotNull();
        assertThat(mapper.get()).isSameAs(first);
        assertThat(loaders).hasSize(1);
    }

    @Test
    void isMadeWithTheClassLoaderOfTheStart() {
        Thread thread = Thread.currentThread();
        ClassLoader ofTheStart = thread.getContextClassLoader();
        LazyMapper mapper = new LazyMapper(bean);
        ClassLoader ofTheCall = new ClassLoader(ofTheStart) {
        };
        thread.setContextClassLoader(ofTheCall);
        try {
            mapper.get();
            assertThat(thread.getContextClassLoader()).isSameAs(ofTheCall);
        } finally {
            thread.setContextClassLoader(ofTheStart);
        }
        assertThat(loaders).containsExactly(ofTheStart);
    }
}
