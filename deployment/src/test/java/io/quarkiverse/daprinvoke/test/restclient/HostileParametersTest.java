package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.WireRules;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * For any parameters of an interface, a call either follows the rules for requests to a sidecar, or is not sent.
 */
class HostileParametersTest {

    /** Names of the test's own headers, which nobody else looks at. */
    private static final String NAME = "X-Value";

    private static final List<String> VALUES = List.of("", "..", ".", "../..", "a/../b", "a/b", "/", "//", "/..", "../", "./",
            "%2e%2e", "%2E%2e%2F", "%252e%252e", "..%2f..%2Fv1.0/shutdown", "%2f", "a%2Fb", "%5c", "\\", "..\\..", "?", "?x=1",
            "a?b=c&d", "#", "#frag", "%", "100%", "%zz", "%00", "%0d%0a", "%25", "%2523", ";", "..;/", ".;a=b", "a;b=c,d",
            "{x}",
            "{", "}", "{id}", " ", "a b", "+", "\t", "\r\n", "x HTTP/1.1\r\ndapr-app-id: evil\r\n", "a\nb", "a\u0000b",
            "a\u007fb", "a\u0085b", "a\u00a0b", "é", "日本", "\u2025", "\uFF0E\uFF0E", "\uFF0F", "\u2028", "\uD83D\uDE00",
            "\ud800", "\ude00x", "http://other/x", "//other/x", "@other", ":80", "a:b@c", "dapr-app-id:evil",
            "Basic ZGFwci1hcHAtaWQ6ZXZpbA==", "&", "=", "\"", "<", ">", "|", "^", "`", "~", "a,b");

    private static final List<String> SIGNS = List.of("/", "//", "..", ".", "%2e", "%2F", "%25", "%", "\\", "?", "#", "&", "=",
            ";", ":", "@", "+", " ", "{", "}", "\0", "\r\n", "\t", "/method/", "/v1.0/invoke/", "http://", "\"", "a", "b", "7",
            "\u00e9", "\uFF0E", "\ud800", "%c0%ae", "%u002e", "dapr-app-id");

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Places.class, Slashes.class, Lists.class, Roots.class);

    @RegisterRestClient
    @DaprService("orders")
    @Path("/p")
    public interface Places {

        @GET
        @Path("/{v}")
        String path(@PathParam("v") String value);

        @GET
        @Path("/{v}")
        Uni<String> pathLater(@PathParam("v") String value);

        @GET
        @Path("/a/{v:.*}/z")
        String pathOfAnyText(@PathParam("v") String value);

        @GET
        @Path("/a{v}.{v}")
        String partOfASegment(@PathParam("v") String value);

        @GET
        @Path("/{v}")
        String encodedPath(@Encoded @PathParam("v") String value);

        @GET
        @Path("/m")
        String matrix(@MatrixParam("v") String value);

        @GET
        String query(@QueryParam("v") String value);

        @GET
        String encodedQuery(@Encoded @QueryParam("v") String value);

        @GET
        String queries(@RestQuery java.util.Map<String, String> all);

        @GET
        String header(@HeaderParam(NAME) String value);

        @GET
        String authorization(@HeaderParam("Authorization") String value);

        @GET
        String cookie(@CookieParam("v") String value);

        @POST
        String form(@FormParam("v") String value);

        @POST
        String multipart(@org.jboss.resteasy.reactive.RestForm("v") String value,
                @org.jboss.resteasy.reactive.RestForm("w") @org.jboss.resteasy.reactive.PartType("text/plain") String other);

        @POST
        String body(String value);
    }

    /** A sub-resource may be what has the slash. */
    @RegisterRestClient
    @DaprService("orders")
    @Path("/s")
    public interface Slashes {

        @Path("/{v}")
        Slash slash(@PathParam("v") String value);

        interface Slash {

            @GET
            @Path("/end/")
            String get();
        }
    }

    /** REST Client drops the slash of the interface, and keeps those of methods. */
    @RegisterRestClient
    @DaprService("orders")
    @Path("/l/")
    public interface Lists {

        @GET
        @Path("/")
        String all();

        @DELETE
        @Path("/{v}")
        String delete(@PathParam("v") String value);

        @DELETE
        @Path("/{v}/lines/{w}")
        Uni<String> deleteLine(@PathParam("v") String value, @PathParam("w") String other);
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/r")
    public interface Roots {

        @GET
        @Path("/")
        String all();
    }

    enum Place {

        PATH(Places::path),
        PATH_LATER((places, value) -> places.pathLater(value).await().indefinitely()),
        PATH_OF_ANY_TEXT(Places::pathOfAnyText),
        PART_OF_A_SEGMENT(Places::partOfASegment),
        ENCODED_PATH(Places::encodedPath),
        MATRIX(Places::matrix),
        QUERY(Places::query),
        ENCODED_QUERY(Places::encodedQuery),
        NAME_OF_A_QUERY_PARAMETER((places, value) -> places.queries(java.util.Map.of(value, value))),
        HEADER(Places::header),
        AUTHORIZATION(Places::authorization),
        COOKIE(Places::cookie),
        FORM(Places::form),
        MULTIPART((places, value) -> places.multipart(value, value)),
        BODY(Places::body);

        interface Call {
            void of(Places places, String value);
        }

        private final Call call;

        Place(Call call) {
            this.call = call;
        }
    }

    @Inject
    @RestClient
    Places places;

    @Inject
    @RestClient
    Slashes slashes;

    @Inject
    @RestClient
    Lists lists;

    @Inject
    @RestClient
    Roots roots;

    private final RawSidecar sidecar = SharedSidecar.get();
    private int sent;
    private int refused;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("done"));
    }

    static Stream<String> names() {
        return Stream.of(Place.values()).map(Place::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void inEachPlace(String name) {
        Place place = Place.valueOf(name);
        List<String> escaped = new ArrayList<>();
        VALUES.forEach(value -> call(place, value, escaped::add));
        Random random = new Random(21);
        for (int i = 0; i < 400; i++) {
            StringBuilder value = new StringBuilder();
            for (int parts = random.nextInt(5); parts >= 0; parts--) {
                value.append(SIGNS.get(random.nextInt(SIGNS.size())));
            }
            call(place, value.toString(), escaped::add);
        }
        assertThat(escaped).isEmpty();
        // Neither all nor nothing
        assertThat(sent).isGreaterThan(20);
        if (place.name().contains("PATH")) {
            assertThat(refused).isGreaterThan(50);
        }
    }

    private void call(Place place, String value, Consumer<String> escaped) {
        String shown = place + " [" + value.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0") + "]: ";
        try {
            place.call.of(places, value);
        } catch (RuntimeException e) {
            refused++;
            if (sidecar.pending() > 0) {
                escaped.accept(shown + "failed, but something was sent: " + sidecar.next().requestLine());
            }
            if (e instanceof InvalidInvocationTargetException && value.length() > 3 && !"/..".contains(value)
                    && e.getMessage().contains(value)) {
                escaped.accept(shown + "the message repeats it: " + e.getMessage());
            }
            return;
        }
        sent++;
        RawSidecar.Request request = sidecar.next();
        WireRules.broken(request, "127.0.0.1:" + sidecar.port()).stream()
                // REST Client adds them
                .filter(rule -> !rule.endsWith("was not asked for"))
                .forEach(rule -> escaped.accept(shown + rule + ": " + request.requestLine() + " " + request.headers()));
        if (!request.requestLine().contains(" /v1.0/invoke/orders/method/p")) {
            escaped.accept(shown + request.requestLine());
        }
    }

    @Test
    void whatIsHarmlessArrivesAsItIs() {
        places.path("a b;c=d,é@:~!$&'()*+");
        assertThat(sidecar.next().requestLine())
                .isEqualTo("GET /v1.0/invoke/orders/method/p/a%20b;c=d,%C3%A9@:~!$&'()*+ HTTP/1.1");
        places.query("a b/../c?#%");
        assertThat(sidecar.next().requestLine())
                .isEqualTo("GET /v1.0/invoke/orders/method/p?v=a+b%2F..%2Fc%3F%23%25 HTTP/1.1");
        places.encodedPath("a/b/c%20d");
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/p/a/b/c%20d HTTP/1.1");
    }

    /** As with the placeholders of emitters: it would be all orders in place of one. */
    @Test
    void anEmptyParameterIsNoPath() {
        for (Consumer<Places> call : List.<Consumer<Places>> of(all -> all.path(""),
                all -> all.pathLater("").await().indefinitely(),
                all -> all.encodedPath(""), all -> all.encodedPath("a/"))) {
            assertThatThrownBy(() -> call.accept(places)).isInstanceOf(InvalidInvocationTargetException.class)
                    .hasMessageContaining("the last path parameter must not be empty");
        }
        assertThat(sidecar.pending()).isZero();
        slashes.slash("x").get();
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/s/x/end/ HTTP/1.1");
    }

    @Test
    void aMethodThatEndsWithASlashAllowsNoOtherTo() {
        lists.all();
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/l/ HTTP/1.1");
        roots.all();
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/r/ HTTP/1.1");
        assertThatThrownBy(() -> lists.delete("")).isInstanceOf(InvalidInvocationTargetException.class);
        assertThatThrownBy(() -> lists.deleteLine("1", "").await().indefinitely())
                .isInstanceOf(InvalidInvocationTargetException.class);
        assertThat(sidecar.pending()).isZero();
    }
}
