package io.quarkiverse.daprinvoke.test.restclient;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.rest.client.reactive.ClientRedirectHandler;
import io.quarkus.rest.client.reactive.Url;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The build reports all faults of interfaces whose calls cannot go through the sidecar at once.
 */
class InterfaceFaultsTest {

    private static final String PLACE = InterfaceFaultsTest.class.getName() + "$";
    private static final String APP_ID_RULE = "an app ID must be a name, optionally followed by a dot and a namespace, without "
            + "white space, control characters or any of / \\ ? # % +";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("Found 9 problems with @DaprService:\n"
            + "\t@DaprService must annotate an interface of REST Client: " + PLACE + "NoInterface. Remove it, or inject an "
            + "Emitter\n"
            + "\tA method of an interface whose calls go through the Dapr sidecar must not have a parameter with @Url, which "
            + "would send the call elsewhere: " + PLACE + "Methods#elsewhere. Remove the parameter\n"
            + "\tAn interface whose calls go through the Dapr sidecar must not have a @ClientRedirectHandler, because "
            + "redirects are not "
            + "followed: " + PLACE + "Methods#follow. Remove the method, and read the status of the response\n"
            + "\tAn interface with @DaprService must not have a baseUri, because its calls go to the Dapr sidecar: " + PLACE
            + "WithUrl. Remove the baseUri, or the annotation @DaprService\n"
            + "\tThe app ID [] of @DaprService is invalid, " + APP_ID_RULE + ": " + PLACE + "Empty. Correct it\n"
            + "\tThe app ID [a/b] of @DaprService is invalid, " + APP_ID_RULE + ": " + PLACE + "Slash. Correct it\n"
            + "\tThe app ID [orders-{tenant}] of @DaprService is invalid, the app ID of an interface must not contain "
            + "placeholders: "
            + PLACE + "Placeholder. Correct it\n"
            + "\tThe app ID of @DaprService is invalid, it must not contain user information: " + PLACE
            + "UrlWithSecret. Correct it\n"
            + "\tThe verb of a method whose calls go through the Dapr sidecar is invalid, the HTTP verb must be GET, HEAD, "
            + "POST, PUT, DELETE, OPTIONS, TRACE or PATCH: " + PLACE + "Purging#purge. Use another annotation than @PURGE",
            Slash.class, Empty.class, Placeholder.class, WithUrl.class, Methods.class, Configured.class, Purging.class,
            UrlWithSecret.class,
            NoInterface.class, PURGE.class)
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.configured.app-id", "orders");

    @HttpMethod("PURGE")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface PURGE {
    }

    @RegisterRestClient
    @DaprService("a/b")
    public interface Slash {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("")
    public interface Empty {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("orders-{tenant}")
    public interface Placeholder {

        @GET
        String get();
    }

    @RegisterRestClient(baseUri = "http://localhost:3500/v1.0/invoke/orders/method")
    @DaprService("orders")
    public interface WithUrl {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Methods {

        @GET
        String elsewhere(@Url String url);

        @ClientRedirectHandler
        static URI follow(Response response) {
            return response.getLocation();
        }
    }

    /** Said once, although two interfaces have the method. */
    public interface Purging {

        @PURGE
        String purge();
    }

    @RegisterRestClient(configKey = "configured")
    @Path("/orders")
    public interface Configured extends Purging {
    }

    @RegisterRestClient
    @DaprService("http://user:pa55word@host/api")
    @Path("/orders")
    public interface UrlWithSecret extends Purging {
    }

    @DaprService("orders")
    public static class NoInterface {
    }

    @Test
    void failTheBuild() {
        fail("The application was built");
    }
}
