package io.quarkiverse.daprinvoke.test.devui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;

import io.quarkiverse.daprinvoke.test.support.DevModeAddress;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/**
 * The page of the Dev UI in a browser. With {@code -Ddev-ui.picture=<file>} the picture for the documentation is written
 * there.
 */
@ExtendWith(Chromium.class)
class DevUIBrowserTest {

    @RegisterExtension
    static final QuarkusDevModeTest DEV = new QuarkusDevModeTest()
            .withApplicationRoot((JavaArchive jar) -> jar.addClass(Shop.class).addAsResource(new StringAsset("""
                    quarkus.http.port=0
                    quarkus.dapr-invoke.endpoint=%s
                    quarkus.dapr-invoke.api-token=secret-token
                    quarkus.dapr-invoke.emitter.checkout.app-id=checkout
                    quarkus.dapr-invoke.emitter.checkout.method-name=orders
                    """.formatted(SharedSidecar.get().url())), "application.properties"));

    private static final Supplier<String> ADDRESS = DevModeAddress.of(DEV);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Playwright playwright;
    private static Browser browser;

    /**
     * The least contrast of a text of the page to what is behind it, as the Web Content Accessibility Guidelines define it.
     */
    private static final String LEAST_CONTRAST = """
            elements => {
                const channels = color => color.match(/[\\d.]+/g).map(Number);
                const over = (top, below) => [0, 1, 2].map(i => top[i] * (top[3] ?? 1) + below[i] * (1 - (top[3] ?? 1)));
                const parent = element => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
                const behind = element => {
                    const layers = [];
                    for (let e = element; e instanceof Element; e = parent(e)) {
                        layers.push(channels(getComputedStyle(e).backgroundColor));
                    }
                    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
                };
                const light = color => {
                    const [r, g, b] = color.slice(0, 3).map(c => c / 255)
                        .map(c => c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                return Math.min(...elements.map(element => {
                    const below = behind(element);
                    const text = light(over(channels(getComputedStyle(element).color), below));
                    return (Math.max(text, light(below)) + 0.05) / (Math.min(text, light(below)) + 0.05);
                }));
            }""";

    private final RawSidecar sidecar = SharedSidecar.get();
    private BrowserContext context;
    private Page page;
    /** The messages of the application to the browser. */
    private final StringBuilder received = new StringBuilder();

    @BeforeAll
    static void startBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Chromium.find().get()));
    }

    @AfterAll
    static void stopBrowser() {
        playwright.close();
    }

    /** In one session of dev mode, because its start takes most of the time. Those that change sources come last. */
    @TestFactory
    Stream<DynamicTest> page() {
        return Stream.of(inAPageOfItsOwn("lists, sends and logs", this::listsSendsAndLogs),
                inAPageOfItsOwn("lists interfaces and their calls", this::listsInterfacesAndTheirCalls),
                inAPageOfItsOwn("sends anything and shows why it fails", this::sendsAnythingAndShowsWhyItFails),
                inAPageOfItsOwn("follows changed sources", this::followsChangedSources),
                inAPageOfItsOwn("a reload leaves what was typed", this::aReloadLeavesWhatWasTyped));
    }

    private DynamicTest inAPageOfItsOwn(String name, Executable test) {
        return DynamicTest.dynamicTest(name, () -> {
            open();
            try {
                test.execute();
            } finally {
                context.close();
            }
        });
    }

    private void open() {
        sidecar.answer(RawSidecar.ok(""));
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(LIMIT.toMillis());
        page = context.newPage();
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> received.append(frame.text())));
        page.navigate(ADDRESS.get() + "/q/dev-ui/quarkus-dapr-invoke/emitters");
        // Errors of the Dev UI on a machine without a network do not come from this page
        page.addStyleTag(new Page.AddStyleTagOptions().setContent("vaadin-notification-card { display: none }"));
    }

    private Locator cells(String grid, String text) {
        return page.locator("vaadin-grid." + grid + " vaadin-grid-cell-content:has-text(\"" + text + "\")");
    }

    private Locator choose(String target) {
        page.locator("vaadin-button.send[title='Send to " + target + "']").click();
        Locator dialog = page.locator("qwc-dapr-invoke-send");
        assertThat(dialog).isVisible();
        return dialog;
    }

    private static void fill(Locator dialog, String field, String text) {
        dialog.locator(field).locator("input, textarea").fill(text);
    }

    private static void send(Locator dialog) {
        dialog.locator("vaadin-button.send").click();
        assertThat(dialog.locator(".summary")).isVisible();
    }

    private void escape() {
        page.keyboard().press("Escape");
        assertThat(page.locator("qwc-dapr-invoke-send")).isHidden();
    }

    /**
     * @return the picture in light
     */
    private Path assertReadableInLightAndDark(String name, String texts) {
        Path light = null;
        for (String scheme : List.of("dark", "light")) {
            // As the switch in the settings of the Dev UI does
            page.evaluate("theme => import('theme-state').then(state => state.themeState.changeTo(theme))", scheme);
            light = Path.of("target", "dev-ui", name + "-" + scheme + ".png");
            page.screenshot(new Page.ScreenshotOptions().setPath(light));
            Object contrast = page.locator(texts).evaluateAll(LEAST_CONTRAST);
            assertThat(((Number) contrast).doubleValue()).as("contrast in " + scheme + " of " + texts).isGreaterThan(4.5);
        }
        return light;
    }

    private void listsSendsAndLogs() throws IOException {
        for (String text : List.of("POST checkout/orders", "GET stock/{region}/items/{item}", "POST mail/send",
                "PUT archive/files", "Shop.Order", "Shop.Receipt", "Buffer", "Shop#checkout", "Shop#archive",
                "quarkus.dapr-invoke.emitter.checkout.*", "method-name is set")) {
            assertThat(cells("emitters", text).first()).isVisible();
        }

        String reply = "{\"number\":12345678901234567890.10,\"t\":\"secret-token\"}";
        sidecar.answer(RawSidecar.raw(
                "HTTP/1.1 201 X\r\nContent-Type: application/json\r\nSet-Cookie: session=secret-session\r\n"
                        + "X-Echo: secret-token\r\nContent-Length: " + reply.length() + "\r\n\r\n",
                reply.getBytes(StandardCharsets.UTF_8)));
        Locator dialog = choose("POST checkout/orders");
        assertThat(dialog.locator(".payload textarea")).hasValue("""
                {
                  "customer" : "string",
                  "placed" : "2026-01-31",
                  "lines" : [ {
                    "item" : "string",
                    "quantity" : 0
                  } ],
                  "notes" : {
                    "key" : "string"
                  }
                }""");
        fill(dialog, ".payload", "{\"customer\":\"Ada\",\"placed\":\"2026-02-03\",\"lines\":[],\"notes\":null}");
        send(dialog);
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/checkout/method/orders HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly("application/json");
        assertThat(request.header("dapr-api-token")).containsExactly("secret-token");
        assertThat(request.text())
                .isEqualTo("{\"customer\":\"Ada\",\"placed\":\"2026-02-03\",\"lines\":[],\"notes\":null}");
        assertThat(dialog.locator(".status")).hasText("Status 201");
        assertThat(dialog.locator(".time")).hasText(Pattern.compile("\\d+(\\.\\d)? ms"));
        assertThat(dialog.locator(".body")).hasText("{\n  \"number\" : 12345678901234567890.10,\n  \"t\" : \"***\"\n}");
        dialog.locator("vaadin-details-summary").click();
        assertThat(dialog.locator(".headers"))
                .hasText("Content-Type: application/json\nSet-Cookie: ***\nX-Echo: ***\nContent-Length: 53");
        assertReadableInLightAndDark("sent",
                "qwc-dapr-invoke-send .status, qwc-dapr-invoke-send .time, qwc-dapr-invoke-send pre");
        escape();

        // A call of the application, while the page is open
        sidecar.answer(RawSidecar.reply(503, "text/plain", "no"));
        RestAssured.given().body("hello").post(ADDRESS.get() + "/shop/mail");
        assertThat(cells("calls", "POST mail/send")).isVisible();
        assertThat(cells("calls", "503 InvocationStatusException")).isVisible();
        assertThat(cells("calls", "201")).isVisible();
        assertThat(page.locator("vaadin-grid.calls vaadin-grid-cell-content code"))
                .hasText(new String[] { "POST mail/send", "POST checkout/orders" });
        // Each text of the list is below its title
        for (String[] column : new String[][] { { "Target", "POST mail/send" }, { "Outcome", "503 " } }) {
            assertThat(cells("calls", column[1]).first().boundingBox().x).as(column[0])
                    .isEqualTo(cells("calls", column[0]).first().boundingBox().x);
        }
        assertThat(received).contains("12345678901234567890.10").doesNotContain("secret-");
        Path picture = assertReadableInLightAndDark("page",
                "vaadin-grid.calls code, vaadin-grid.calls span, vaadin-grid.emitters code");
        String documented = System.getProperty("dev-ui.picture");
        if (documented != null) {
            Files.copy(picture, Path.of(documented), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void listsInterfacesAndTheirCalls() {
        assertThat(cells("interfaces", "Shop.Returns").first()).isVisible();
        assertThat(cells("interfaces", "returns").first()).isVisible();

        sidecar.answer(RawSidecar.ok("none"));
        RestAssured.get(ADDRESS.get() + "/shop/returns");
        assertThat(cells("calls", "GET returns/parcels")).isVisible();
    }

    private void sendsAnythingAndShowsWhyItFails() {
        Locator dialog = choose("GET stock/{region}/items/{item}");
        assertThat(dialog).containsText("The emitter has no payload.");
        fill(dialog, "vaadin-text-field:has(label:text-is('{region}'))", "north");
        send(dialog);
        assertThat(dialog.locator(".status")).hasText("No response");
        assertThat(dialog.locator(".failure"))
                .containsText("InvalidInvocationTargetException: The placeholder {item} has no value");

        sidecar.answer(RawSidecar.json(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke\"}"));
        fill(dialog, "vaadin-text-field:has(label:text-is('{item}'))", "a b");
        send(dialog);
        assertThat(dialog.locator(".status")).hasText("Status 500");
        assertThat(dialog.locator(".failure"))
                .containsText(
                        "InvocationStatusException (ERR_DIRECT_INVOKE): GET stock/north/items/a b was answered with status "
                                + "500 ERR_DIRECT_INVOKE: failed to invoke");
        assertThat(dialog.locator(".body")).containsText("\"message\" : \"failed to invoke\"");
        assertThat(sidecar.next().requestLine())
                .isEqualTo("GET /v1.0/invoke/stock/method/north/items/a%20b HTTP/1.1");
        sidecar.answer(RawSidecar.json(500, "{\"errorCode\":\"ERR_secret-token\",\"message\":\"failed\"}"));
        send(dialog);
        assertThat(dialog.locator(".failure"))
                .containsText("InvocationStatusException (ERR_***): GET stock/north/items/a b was "
                        + "answered with status 500 ERR_***: failed");
        sidecar.next();
        assertThat(received).contains("ERR_***").doesNotContain("secret-");
        escape();

        dialog = choose("POST checkout/orders");
        fill(dialog, ".payload", "{\"customer\":");
        send(dialog);
        assertThat(dialog.locator(".failure")).containsText("JsonEOFException: Unexpected end-of-input");
        // Refused before it is a call
        assertThat(page.locator("vaadin-grid.calls vaadin-grid-cell-content code"))
                .hasText(new String[] { "GET stock/north/items/a b", "GET stock/north/items/a b",
                        "GET stock/{region}/items/{item}", "GET returns/parcels", "POST mail/send", "POST checkout/orders" });
        assertThat(sidecar.pending()).isZero();
        escape();

        sendTextBytesAndNothing();
    }

    private void sendTextBytesAndNothing() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n", (byte) 0xFF, (byte) 0));
        Locator dialog = choose("POST mail/send");
        fill(dialog, ".payload", "{no JSON");
        send(dialog);
        RawSidecar.Request request = sidecar.next();
        assertThat(request.text()).isEqualTo("{no JSON");
        assertThat(request.header("content-type")).containsExactly("text/plain");
        assertThat(dialog.locator(".note")).hasText("2 bytes that are not text");
        escape();

        dialog = choose("PUT archive/files");
        fill(dialog, ".payload", "AP8=");
        dialog.locator("vaadin-checkbox input").check();
        send(dialog);
        assertThat(sidecar.next().body()).containsExactly(0, 0xFF);
        dialog.locator("vaadin-checkbox input").uncheck();
        send(dialog);
        assertThat(sidecar.next().text()).isEqualTo("AP8=");
        escape();

        dialog = choose("POST checkout/orders");
        fill(dialog, ".payload", "");
        send(dialog);
        request = sidecar.next();
        assertThat(request.body()).isEmpty();
        assertThat(request.header("content-type")).isEmpty();
    }

    private void followsChangedSources() {
        assertThat(cells("emitters", "POST mail/send").first()).isVisible();
        // An emitter more, ahead of the others, and another payload
        DEV.modifySourceFile(Shop.class, source -> source.replace("methodName = \"send\"", "methodName = \"v2/send\"")
                .replace("Emitter<Buffer> archive;", """
                        Emitter<Order.Line> archive;

                        @Inject
                        @DaprInvoke(appId = "alarm", methodName = "ring")
                        Emitter<List<Integer>> alarm;
                        """));
        awaitReload("POST mail/v2/send");
        RestAssured.given().body("hello").post(ADDRESS.get() + "/shop/mail").then().statusCode(204);
        sidecar.next();
        assertThat(cells("calls", "POST mail/v2/send")).isVisible();
        assertThat(cells("emitters", "Shop#alarm").first()).isVisible();
        assertThat(cells("emitters", "Shop.Order.Line").first()).isVisible();
        assertThat(cells("emitters", "Buffer")).hasCount(0);

        assertSends("POST alarm/ring", "List<Integer>", "[ 0 ]", "POST /v1.0/invoke/alarm/method/ring HTTP/1.1");
        assertSends("PUT archive/files", "Shop.Order.Line", "{\n  \"item\" : \"string\",\n  \"quantity\" : 0\n}",
                "PUT /v1.0/invoke/archive/method/files HTTP/1.1");
        assertSends("POST mail/v2/send", "String", "", "POST /v1.0/invoke/mail/method/v2/send HTTP/1.1");
    }

    /** The data of an emitter from the build and from the running application belong together. */
    private void assertSends(String target, String type, String example, String requestLine) {
        Locator dialog = choose(target);
        assertThat(dialog.locator(".payload label")).hasText("Payload: " + type);
        assertThat(dialog.locator(".payload textarea")).hasValue(example);
        send(dialog);
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo(requestLine);
        // JSON arrives as the application writes it
        assertThat(request.text()).isEqualTo(example.replaceAll("\\s", ""));
        escape();
    }

    private void aReloadLeavesWhatWasTyped() {
        Locator dialog = choose("GET stock/{region}/items/{item}");
        fill(dialog, "vaadin-text-field:has(label:text-is('{region}'))", "north");
        fill(dialog, "vaadin-text-field:has(label:text-is('{item}'))", "tea");
        reload("Emitter<String> mail;", """
                Emitter<String> mail;

                @Inject
                @DaprInvoke(appId = "another", methodName = "emitter")
                Emitter<String> another;
                """, "POST another/emitter");
        send(dialog);
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/stock/method/north/items/tea HTTP/1.1");
        escape();

        dialog = choose("POST checkout/orders");
        fill(dialog, ".payload", "{\"customer\":\"typed\"}");
        reload("methodName = \"emitter\"", "methodName = \"renamed\"", "POST another/renamed");
        assertThat(dialog.locator(".payload textarea")).hasValue("{\"customer\":\"typed\"}");
        escape();

        dialog = choose("POST another/renamed");
        reload("methodName = \"renamed\"", "methodName = \"again\"", "POST another/again");
        assertThat(dialog).isHidden();
    }

    private void reload(String code, String changed, String target) {
        DEV.modifySourceFile(Shop.class, source -> source.replace(code, changed));
        awaitReload(target);
    }

    /**
     * Triggers the reload by two requests, one of them from the page, and waits until the page shows the changed application.
     * Dev mode closes the connection of the second request, so a request that gets no response is sent again.
     */
    private void awaitReload(String target) {
        page.evaluate("() => { fetch('/shop/mail').catch(() => {}); }");
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> RestAssured.get(ADDRESS.get() + "/shop/mail").statusCode() == 405);
        // The page connects again after dev mode has closed the connections, so no later request loses its connection
        assertThat(cells("emitters", target).first()).isVisible();
    }
}
