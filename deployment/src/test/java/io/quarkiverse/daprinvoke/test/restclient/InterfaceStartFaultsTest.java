package io.quarkiverse.daprinvoke.test.restclient;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The start reports all faults of the configuration at once: app IDs that are not allowed, and a sidecar that REST Client
 * cannot connect to.
 */
class InterfaceStartFaultsTest {

    private static final String PLACE = InterfaceStartFaultsTest.class.getName() + "$";
    private static final String NOT_ALLOWED = "the app ID is not listed in quarkus.dapr-invoke.allowed-app-ids, so it must not "
            + "be called; add it there to allow it";

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("Found 10 problems with REST clients:\n"
            + "quarkus.dapr-invoke.rest-client.\"allowed\".status-exceptions must be sidecar or all\n"
            + "The baseUri of " + PLACE + "BaseUri, whose path comes before those of its methods, is not a URI: Illegal "
            + "character in path. Correct it\n"
            + "The app ID of " + PLACE + "Configured is invalid: " + NOT_ALLOWED
            + ". Correct quarkus.dapr-invoke.rest-client.\"configured\".app-id\n"
            + "The app ID of " + PLACE + "Hostile is invalid: an app ID must be a name, optionally followed by a dot and a "
            + "namespace, without white space, control characters or any of / \\ ? # % +. Correct its @DaprService, or set "
            + "quarkus.dapr-invoke.rest-client.\"" + PLACE + "Hostile\".app-id\n"
            + "The url in the configuration of " + PLACE + "NoUrl is empty, so REST Client has no URL: remove "
            + "quarkus.rest-client.\"no-url\".url\n"
            + "The app ID of " + PLACE + "NotAllowed is invalid: " + NOT_ALLOWED + ". Correct its @DaprService, or set "
            + "quarkus.dapr-invoke.rest-client.\"" + PLACE + "NotAllowed\".app-id\n"
            + "The HTTP client of " + PLACE
            + "Shared, whose calls go through the Dapr sidecar, must not be shared, because it is "
            + "configured for the sidecar: remove quarkus.rest-client.\"together\".shared\n"
            + "The app ID of " + PLACE
            + "Unset is invalid: the property no.such.property is not set. Correct its @DaprService, "
            + "or set quarkus.dapr-invoke.rest-client.\"" + PLACE + "Unset\".app-id\n"
            + "The app ID of " + PLACE + "Url is invalid: a URL in the place of an app ID is allowed only if "
            + "quarkus.dapr-invoke.allow-url-app-ids is true. Correct its @DaprService, or set "
            + "quarkus.dapr-invoke.rest-client.\"" + PLACE + "Url\".app-id\n"
            + "The Dapr sidecar at unix:/tmp/dapr.socket listens on a Unix domain socket, which REST Client cannot connect to: "
            + "configure it to listen on a port, or inject emitters instead of interfaces with @DaprService",
            Allowed.class, BaseUri.class, Configured.class, Hostile.class, NoUrl.class, NotAllowed.class, Shared.class,
            Unset.class, Url.class,
            Fine.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "unix:/tmp/dapr.socket")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allowed-app-ids", "orders")
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.configured.app-id", "stock")
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.base-uri.app-id", "orders")
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.allowed.status-exceptions", "some")
            .overrideRuntimeConfigKey("quarkus.rest-client.no-url.url", "")
            .overrideRuntimeConfigKey("quarkus.rest-client.together.shared", "true")
            .overrideConfigKey("tenant", "../evil");

    @RegisterRestClient(configKey = "allowed")
    @DaprService("orders")
    @Path("/")
    public interface Allowed {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "base-uri", baseUri = "http://user:pa55word@stock.example/a b")
    @Path("/")
    public interface BaseUri {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/")
    public interface Fine {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "no-url")
    @DaprService("orders")
    @Path("/")
    public interface NoUrl {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "together")
    @DaprService("orders")
    @Path("/")
    public interface Shared {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("stock")
    @Path("/")
    public interface NotAllowed {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "configured")
    @DaprService("orders")
    @Path("/")
    public interface Configured {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("${tenant}")
    @Path("/")
    public interface Hostile {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("${no.such.property}")
    @Path("/")
    public interface Unset {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("http://elsewhere")
    @Path("/")
    public interface Url {

        @GET
        String get();
    }

    @Test
    void failTheStart() {
        fail("The application was started");
    }
}
