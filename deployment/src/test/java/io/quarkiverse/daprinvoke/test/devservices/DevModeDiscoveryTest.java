package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApp;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;
import io.quarkiverse.daprinvoke.test.support.DevModeAddress;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * An application in dev mode announces its name and its real port, and keeps to its configuration in that when it is reloaded.
 */
class DevModeDiscoveryTest {

    // Others may be announced in the user's folder at the same time
    private static final String NAME = "shop-" + ProcessHandle.current().pid();
    private static final String RENAMED = "market-" + ProcessHandle.current().pid();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(Shop.class).addAsResource(new StringAsset("""
                    quarkus.application.name=%s
                    quarkus.http.port=0
                    """.formatted(NAME)), "application.properties"));

    private static final Supplier<String> ADDRESS = DevModeAddress.of(APP);

    private final AnnouncedApps announced = new AnnouncedApps(AnnouncedApps.folder(System::getenv, System::getProperty));

    @Test
    void isAnnouncedAsItIsConfigured() {
        assertThat(get()).isEqualTo("%s greets you".formatted(NAME));
        assertThat(announced.find(NAME)).map(AnnouncedApp::port).hasValue(URI.create(ADDRESS.get()).getPort());

        APP.modifyResourceFile("application.properties", properties -> properties.replace(NAME, RENAMED));
        assertThat(get()).isEqualTo("%s greets you".formatted(RENAMED));
        assertThat(announced.find(NAME)).isEmpty();
        assertThat(announced.find(RENAMED)).map(AnnouncedApp::port).hasValue(URI.create(ADDRESS.get()).getPort());

        APP.modifyResourceFile("application.properties",
                properties -> properties + "quarkus.dapr-invoke.devservices.discovery=false\n");
        assertThat(get()).isEqualTo("%s greets you".formatted(RENAMED));
        assertThat(announced.find(RENAMED)).isEmpty();

        APP.modifyResourceFile("application.properties", properties -> properties.replace("discovery=false", "discovery=true"));
        assertThat(get()).isEqualTo("%s greets you".formatted(RENAMED));
        assertThat(announced.find(RENAMED)).map(AnnouncedApp::port).hasValue(URI.create(ADDRESS.get()).getPort());

        APP.modifyResourceFile("application.properties",
                properties -> properties + "quarkus.dapr-invoke.endpoint=http://127.0.0.1:1\n");
        assertThat(RestAssured.get(ADDRESS.get() + "/greet").statusCode()).isEqualTo(503);
        assertThat(announced.find(RENAMED)).isEmpty();
    }

    private String get() {
        return RestAssured.get(ADDRESS.get() + "/greet").asString();
    }

    @Path("/greet")
    public static class Shop {

        @ConfigProperty(name = "quarkus.application.name")
        String name;

        @Inject
        @DaprInvoke(appId = "${quarkus.application.name}", methodName = "greet")
        RequestEmitter<String, String> self;

        @GET
        public Uni<String> greet() {
            return self.request("you");
        }

        @POST
        public String greet(String who) {
            return name + " greets " + who;
        }
    }
}
