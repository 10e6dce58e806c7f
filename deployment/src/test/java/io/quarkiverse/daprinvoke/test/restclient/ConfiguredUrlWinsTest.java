package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A URL in the configuration of a client, under any of its names, is what it calls, without the token; the log says so.
 */
class ConfiguredUrlWinsTest {

    private static final String NAME = ConfiguredUrlWinsTest.class.getName() + "$";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(ByKey.class, ByClass.class, ByMicroProfile.class, ByUri.class, ByOverride.class, NotMade.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            .overrideRuntimeConfigKey("quarkus.rest-client.key.url", SharedSidecar.other().url() + "/by-key")
            .overrideRuntimeConfigKey("quarkus.rest-client.\"" + NAME + "ByClass\".url",
                    SharedSidecar.other().url() + "/by-class")
            .overrideRuntimeConfigKey(NAME + "ByMicroProfile/mp-rest/url", SharedSidecar.other().url() + "/by-mp")
            .overrideRuntimeConfigKey("quarkus.rest-client.uri.uri", SharedSidecar.other().url() + "/by-uri")
            .overrideRuntimeConfigKey("quarkus.rest-client.\"" + NAME + "ByOverride\".override-uri",
                    SharedSidecar.other().url() + "/by-override")
            .overrideRuntimeConfigKey("quarkus.rest-client.not-made.url", "dapr://sidecar/" + NAME + "NotMade")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.rest-client.\"typo\".app-id", "orders")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.rest-client.not-made.app-id", "orders")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> {
                List<String> lines = records.stream().map(new PatternFormatter("%p %s")::format).sorted().toList();
                assertThat(lines).hasSize(6).filteredOn(line -> line.startsWith("INFO")).hasSize(5)
                        .allSatisfy(line -> assertThat(line).startsWith("INFO " + NAME)
                                .contains(" of its configuration instead of the app ID orders through the Dapr sidecar. To "
                                        + "call the ")
                                .doesNotContain("127.0.0.1"));
                assertThat(lines).anySatisfy(line -> assertThat(line).contains("ByKey calls the url ")
                        .contains(
                                "remove quarkus.rest-client.\"key\".url, or the same property under another name of the "
                                        + "client, from "));
                assertThat(lines)
                        .contains("WARN These properties configure no interface whose calls go through the Dapr sidecar: "
                                + "quarkus.dapr-invoke.rest-client.\"typo\".app-id, quarkus.dapr-invoke.rest-client.not-made.app-id. "
                                + "The names of such interfaces are "
                                + Stream.of("ByClass", "ByKey", "ByMicroProfile", "ByOverride", "ByUri")
                                        .map(NAME::concat).collect(Collectors.joining(", "))
                                + ", key, uri. The app-id of an interface without @DaprService must be set when the application is built");
            });

    @Path("/x")
    public interface Client {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "key")
    @DaprService("orders")
    public interface ByKey extends Client {
    }

    @RegisterRestClient
    @DaprService("orders")
    public interface ByClass extends Client {
    }

    @RegisterRestClient
    @DaprService("orders")
    public interface ByMicroProfile extends Client {
    }

    @RegisterRestClient(configKey = "uri")
    @DaprService("orders")
    public interface ByUri extends Client {
    }

    @RegisterRestClient
    @DaprService("orders")
    public interface ByOverride extends Client {
    }

    /** Like a client that has not received its URL. */
    @RegisterRestClient(configKey = "not-made")
    public interface NotMade extends Client {
    }

    @Inject
    @RestClient
    ByKey byKey;

    @Inject
    @RestClient
    ByClass byClass;

    @Inject
    @RestClient
    ByMicroProfile byMicroProfile;

    @Inject
    @RestClient
    ByUri byUri;

    @Inject
    @RestClient
    ByOverride byOverride;

    @Inject
    @RestClient
    NotMade notMade;

    private final RawSidecar sidecar = SharedSidecar.get();
    private final RawSidecar other = SharedSidecar.other();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("sidecar"));
        other.answer(RawSidecar.ok("other"));
    }

    @Test
    void underEachName() {
        assertCalled(byKey::get, "/by-key");
        assertCalled(byClass::get, "/by-class");
        assertCalled(byMicroProfile::get, "/by-mp");
        assertCalled(byUri::get, "/by-uri");
        assertCalled(byOverride::get, "/by-override");
        assertThat(sidecar.pending()).isZero();
    }

    private void assertCalled(Supplier<String> call, String path) {
        assertThat(call.get()).isEqualTo("other");
        RawSidecar.Request request = other.next();
        assertThat(request.requestLine()).startsWith("GET " + path).doesNotContain("invoke");
        assertThat(request.header("dapr-api-token")).isEmpty();
    }

    @Test
    void aClientThatIsNotToldItsUrlCallsNothing() {
        assertThatThrownBy(notMade::get).hasStackTraceContaining("dapr://sidecar/" + NAME + "NotMade");
        assertThat(sidecar.pending()).isZero();
        assertThat(other.pending()).isZero();
    }
}
