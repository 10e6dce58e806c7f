package io.quarkiverse.daprinvoke.test.devmode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.test.support.DevModeAddress;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/**
 * The next call goes where the changed source or configuration says.
 */
class LiveReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest DEV = new QuarkusDevModeTest()
            .withApplicationRoot((JavaArchive jar) -> jar.addClass(Orders.class).addAsResource(new StringAsset("""
                    quarkus.http.port=0
                    quarkus.dapr-invoke.endpoint=%s
                    quarkus.dapr-invoke.timeout=1h
                    quarkus.dapr-invoke.shutdown-timeout=1d
                    quarkus.dapr-invoke.emitter.payload.app-id=shop
                    quarkus.dapr-invoke.emitter.payload.method-name=create
                    """.formatted(SharedSidecar.get().url())), "application.properties"));

    private static final Supplier<String> ADDRESS = DevModeAddress.of(DEV);

    private final RawSidecar sidecar = SharedSidecar.get();

    /** One session of dev mode: each change builds on those before. */
    @TestFactory
    Stream<DynamicTest> changes() {
        sidecar.answer(RawSidecar.ok(""));
        return Stream.of(dynamicTest("a changed annotation", this::aChangedAnnotation),
                dynamicTest("changed configuration", this::changedConfiguration),
                dynamicTest("a wrong annotation says so until it is corrected", this::aWrongAnnotation),
                dynamicTest("wrong configuration says so until it is corrected", this::wrongConfiguration),
                dynamicTest("a call that hangs does not hold it up",
                        () -> assertTimeoutPreemptively(Duration.ofMinutes(3), this::aCallThatHangs)));
    }

    private void aChangedAnnotation() {
        assertSent("/create", "POST /v1.0/invoke/orders/method/create HTTP/1.1");
        change("methodName = \"create\"", "methodName = \"v2/create\", httpVerb = \"put\"");
        assertSent("/create", "PUT /v1.0/invoke/orders/method/v2/create HTTP/1.1");
    }

    private void changedConfiguration() {
        assertSent("/payload", "POST /v1.0/invoke/shop/method/create HTTP/1.1");
        configure("app-id=shop", "app-id=market");
        assertSent("/payload", "POST /v1.0/invoke/market/method/create HTTP/1.1");
    }

    private void aWrongAnnotation() {
        change("appId = \"orders\"", "appId = \"a.b.c\"");
        assertThat(errorPage("/create")).contains("The appId [a.b.c] of @DaprInvoke is invalid")
                .contains("io.quarkiverse.daprinvoke.test.devmode.Orders#create. Correct it");
        change("appId = \"a.b.c\"", "appId = \"corrected\"");
        assertSent("/create", "PUT /v1.0/invoke/corrected/method/v2/create HTTP/1.1");
    }

    private void wrongConfiguration() {
        configure("app-id=market", "app-id=a.b.c");
        assertThat(errorPage("/payload"))
                .contains("The app-id of quarkus.dapr-invoke.emitter.\"payload\".app-id is invalid: an app ID must be a name");
        configure("app-id=a.b.c", "app-id=corrected");
        assertSent("/payload", "POST /v1.0/invoke/corrected/method/create HTTP/1.1");
    }

    private void aCallThatHangs() {
        sidecar.answer((request, out) -> true);
        CompletableFuture.runAsync(() -> RestAssured.given().body("hangs").post(ADDRESS.get() + "/orders/create"));
        assertThat(sidecar.next().text()).isEqualTo("hangs");
        sidecar.answer(RawSidecar.ok(""));
        change("methodName = \"v2/create\"", "methodName = \"v3/create\"");
        assertSent("/create", "PUT /v1.0/invoke/corrected/method/v3/create HTTP/1.1");
    }

    private static String errorPage(String path) {
        return RestAssured.given().body("hello").post(ADDRESS.get() + "/orders" + path).then().statusCode(500).extract()
                .asString();
    }

    private static void configure(String what, String by) {
        DEV.modifyResourceFile("application.properties", properties -> properties.replace(what, by));
    }

    private static void change(String what, String by) {
        DEV.modifySourceFile(Orders.class, source -> source.replace(what, by));
    }

    private void assertSent(String path, String requestLine) {
        RestAssured.given().body("hello").post(ADDRESS.get() + "/orders" + path).then().statusCode(204);
        assertThat(sidecar.next().requestLine()).isEqualTo(requestLine);
    }
}
