package io.quarkiverse.daprinvoke.deployment.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.jandex.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recognizes interfaces that declare a path with a slash at the end, so that their calls can have one.
 */
class ServicePathsTest {

    @Path("/orders/")
    interface OfTheInterface {
    }

    interface OfAParent extends OfTheInterface {
    }

    interface OfAMethod {
        @GET
        @Path("all/")
        String all();
    }

    interface OfASubResource {
        @Path("sub")
        OfAMethod sub();
    }

    @Path("/")
    interface Root {
        @GET
        String root();
    }

    @Path("/orders")
    interface OfTheSlashOfAMethod {
        @GET
        @Path("/")
        String all();
    }

    @Path("/orders")
    interface None extends Root {
        @GET
        @Path("{id}/x")
        String one(String id);

        @GET
        OfTheInterface reply();

        @Path("again")
        None again();
    }

    private static boolean endWithSlash(Class<?> type) throws IOException {
        Index index = Index.of(OfTheInterface.class, OfAParent.class, OfAMethod.class, OfASubResource.class,
                OfTheSlashOfAMethod.class, Root.class,
                None.class);
        return new ServicePaths(index).endWithSlash(index.getClassByName(type));
    }

    @ParameterizedTest
    @ValueSource(classes = { OfTheInterface.class, OfAParent.class, OfAMethod.class, OfASubResource.class,
            OfTheSlashOfAMethod.class })
    void aPathEndsWithASlash(Class<?> type) throws IOException {
        assertThat(endWithSlash(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = { Root.class, None.class })
    void noPathDoes(Class<?> type) throws IOException {
        assertThat(endWithSlash(type)).isFalse();
    }
}
