package io.quarkiverse.daprinvoke.runtime.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

import jakarta.ws.rs.core.Configuration;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.junit.jupiter.api.Test;

/**
 * Other implementations of MicroProfile REST Client ask the listener, too, such as RESTEasy Classic. The application then has
 * no
 * REST Client of Quarkus, and in unit tests no bean container. Their clients are left alone.
 */
class OtherImplementationsTest {

    @Test
    @SuppressWarnings("unchecked")
    void areLeftAlone() throws Exception {
        try (WithoutRestClient loader = new WithoutRestClient()) {
            Callable<Boolean> asking = (Callable<Boolean>) loader.loadClass(Asking.class.getName()).getConstructor()
                    .newInstance();

            assertThat(asking.call()).isTrue();
        }
    }

    /** Whether our listener was asked, and changed nothing. */
    public static final class Asking implements Callable<Boolean> {

        @Override
        public Boolean call() {
            boolean asked = false;
            for (RestClientListener listener : ServiceLoader.load(RestClientListener.class, getClass().getClassLoader())) {
                if (listener instanceof DaprServiceListener) {
                    listener.onNewClient(Runnable.class, builder());
                    asked = true;
                }
            }
            return asked;
        }

        private RestClientBuilder builder() {
            ClassLoader loader = getClass().getClassLoader();
            Object configuration = Proxy.newProxyInstance(loader, new Class<?>[] { Configuration.class },
                    (proxy, method, arguments) -> null);
            return (RestClientBuilder) Proxy.newProxyInstance(loader, new Class<?>[] { RestClientBuilder.class },
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("getConfiguration")) {
                            return configuration;
                        }
                        throw new AssertionError(method.getName());
                    });
        }
    }

    /** The class path of the test without that implementation. */
    private static final class WithoutRestClient extends URLClassLoader {

        WithoutRestClient() {
            super(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(WithoutRestClient::url)
                    .toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String entry) {
            try {
                return new File(entry).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.quarkus.rest.client.") || name.startsWith("org.jboss.resteasy.reactive.client.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
