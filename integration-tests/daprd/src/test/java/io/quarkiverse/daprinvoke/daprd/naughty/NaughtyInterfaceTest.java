package io.quarkiverse.daprinvoke.daprd.naughty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * Naughty strings as parameters and bodies of an interface: the call is refused, or the text arrives byte for byte.
 */
@QuarkusTest
@EnabledIfEnvironmentVariable(named = NaughtyStrings.TEST_DATA, matches = ".+", disabledReason = NaughtyStrings.SKIPPED)
class NaughtyInterfaceTest {

    @RegisterRestClient
    @DaprService(Topology.ENDPOINT)
    @Path("/of")
    public interface Texts {

        @GET
        @Path("/{text}/end")
        Uni<String> path(@HeaderParam(NaughtyStrings.NUMBER) int number, @PathParam("text") String text);

        @GET
        Uni<String> query(@HeaderParam(NaughtyStrings.NUMBER) int number, @QueryParam("q") String text);

        @GET
        Uni<String> header(@HeaderParam(NaughtyStrings.NUMBER) int number, @HeaderParam("x-naughty") String text);

        @POST
        @Consumes(MediaType.TEXT_PLAIN)
        Uni<String> text(@HeaderParam(NaughtyStrings.NUMBER) int number, String text);

        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        Uni<String> json(@HeaderParam(NaughtyStrings.NUMBER) int number, Map<String, String> members);
    }

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    @RestClient
    Texts texts;

    private final List<String> strings = NaughtyStrings.all();

    @Test
    void pathParameters() {
        NaughtyStrings.check(DAPR.target(), strings, NaughtyStrings::isNoSegment, InvalidInvocationTargetException.class,
                i -> texts.path(i, strings.get(i)), call -> between("/of/", call.uri(), "/end"));
    }

    private static String between(String start, String text, String end) {
        assertThat(text).startsWith(start).endsWith(end);
        return NaughtyStrings.decoded(text.substring(start.length(), text.length() - end.length()));
    }

    @Test
    void queryParameters() {
        NaughtyStrings.check(DAPR.target(), strings, text -> false, InvalidInvocationTargetException.class,
                i -> texts.query(i, strings.get(i)), call -> between("/of?q=", call.uri().replace("+", "%20"), ""));
    }

    @Test
    void headersAsTheyAre() {
        headers(strings);
    }

    @Test
    void headersInUtf8() {
        headers(strings.stream().map(NaughtyStrings::bytes).toList());
    }

    private void headers(List<String> values) {
        NaughtyStrings.check(DAPR.target(), values, NaughtyStrings::isNoHeader, InvalidInvocationTargetException.class,
                i -> texts.header(i, values.get(i)), call -> call.headers().get("x-naughty"));
    }

    @Test
    void text() {
        NaughtyStrings.check(DAPR.target(), strings, text -> false, InvalidInvocationTargetException.class,
                i -> texts.text(i, strings.get(i)), call -> call.body().toString());
    }

    @Test
    void membersOfJson() {
        NaughtyStrings.check(DAPR.target(), strings, text -> false, InvalidInvocationTargetException.class,
                i -> texts.json(i, Map.of("m", strings.get(i))), call -> call.body().toJsonObject().getString("m"));
    }
}
