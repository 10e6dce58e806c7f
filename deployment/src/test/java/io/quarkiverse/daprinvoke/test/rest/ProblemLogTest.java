package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * The log contains the details of a failure in one line, unless any client could fill the log.
 */
class ProblemLogTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Incomplete.class);

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final RawSidecar sidecar = SharedSidecar.get();
    private final List<LogRecord> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(entry);
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        warnings.clear();
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
    }

    private void assertOneWarning(String message) {
        assertThat(warnings).hasSize(1);
        LogRecord warning = warnings.get(0);
        assertThat(warning.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
        assertThat(((ExtLogRecord) warning).getFormattedMessage()).isEqualTo(message);
        assertThat(warning.getThrown()).isNull();
    }

    private static void assertAnswered(int status, String path) {
        assertThat(RestAssured.given().urlEncodingEnabled(false).body("hello").post(path).statusCode()).isEqualTo(status);
    }

    @Test
    void tellsTargetAndStatusOfAFailedInvocation() {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "secret"));
        assertAnswered(502, "/orders/42");
        assertOneWarning("A request was answered with a problem: POST orders/find/42 was answered with status 404");
    }

    @Test
    void tellsTheErrorOfTheSidecarInOneLine() {
        sidecar.answer(RawSidecar.json(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"a %s\\nWARN b\"}"));
        assertAnswered(502, "/orders/42");
        assertOneWarning("A request was answered with a problem: POST orders/find/42 was answered with status 500 "
                + "ERR_DIRECT_INVOKE: a %s WARN b");
    }

    @Test
    void tellsOfASidecarThatHangsUp() {
        sidecar.answer(RawSidecar.hangUp());
        assertAnswered(503, "/orders/42");
        assertOneWarning("A request was answered with a problem: The connection to the Dapr sidecar at " + sidecar.url()
                + " was lost before the response to POST orders/find/42: Connection was closed");
    }

    @Test
    void isSilentAboutBadRequests() {
        sidecar.answer(RawSidecar.ok(""));
        assertAnswered(400, "/orders/a%2Fb");
        assertThat(warnings).isEmpty();
    }

    @Test
    void tellsOnceOfAPlaceholderThatTheApplicationForgot() {
        sidecar.answer(RawSidecar.ok(""));
        for (int i = 0; i < 3; i++) {
            RestAssured.given().body("hello").post("/incomplete").then().statusCode(400).body("detail",
                    equalTo("The request leads to an invocation that is not allowed"))
                    .body(not(containsString("line")));
        }
        assertOneWarning("The placeholder {line} of the emitter at " + Incomplete.class.getName() + "#lines "
                + "(POST orders/find/{line}) had no value, so a call was refused: set it with "
                + "InvokeMethodParameters.binding(\"line\", ..), or make the call within a Quarkus REST request that has a "
                + "path parameter of that name. Further such calls are not logged");
    }

    @Test
    void isSilentAboutPlaceholdersThatRequestsBringAlong() {
        sidecar.answer(RawSidecar.ok(""));
        assertAnswered(400, "/incomplete/brought");
        assertThat(warnings).isEmpty();
    }

    @Test
    void isSilentAboutSuccess() {
        sidecar.answer(RawSidecar.ok(""));
        assertAnswered(204, "/orders/42");
        assertThat(warnings).isEmpty();
    }

    @Path("/incomplete")
    public static class Incomplete {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "find/{line}")
        Emitter<Object> lines;

        @POST
        public Uni<Void> find() {
            return lines.send();
        }

        @POST
        @Path("/brought")
        public Uni<Void> brought() {
            return lines.send(InvokeMethodParameters.fromJson(JsonObject.of("methodName", "{other}")));
        }
    }

    @Path("/orders")
    public static class Orders {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "find/{id}")
        Emitter<String> find;

        @POST
        @Path("/{id}")
        public Uni<Void> find(String body) {
            return find.send(body);
        }
    }
}
