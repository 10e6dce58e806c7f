package io.quarkiverse.daprinvoke.test;

import java.util.List;

import io.smallrye.common.annotation.CheckReturnValue;

/**
 * The sidecar of a test, which answers the calls of the application as the test wants and tells what it has received:
 *
 * <pre>
 * {@literal @}InjectDaprSidecar
 * DaprSidecar sidecar;
 *
 * {@literal @}Test
 * void ordersAreCreated() {
 *     sidecar.on("orders", "create").response(201, new Receipt("r-1"));
 *     given().body("{...}").post("/checkout").then().statusCode(200);
 *     sidecar.verify("orders", "create").once().withHeader("x-tenant", "acme").withJson(new Order("o-1"));
 * }
 * </pre>
 *
 * It is the same in a {@code @QuarkusTest} and a {@code @QuarkusIntegrationTest}, JVM or native: the sidecar that the
 * extension starts in test mode runs beside the application, never in it. A sidecar of Dapr cannot be steered, so
 * {@code quarkus.dapr-invoke.devservices.mode} must be {@code in-process} in tests, as it is by default. A call that no stub
 * matches goes where it went without stubs: to an application that is configured for Dev Services, or back to the application
 * itself. It is recorded like the others.
 * <p>
 * <b>App IDs and methods</b> are given as the application that is called would see them. The method is the path after
 * {@code /method/}, decoded, with the values of placeholders and without query, as in {@code stock/green tea}; a leading slash
 * does not count. A part in braces is any text without a slash: {@code stock/{item}} is for all items.
 * <p>
 * <b>Isolation.</b> Each test method begins and ends without stubs and without recorded calls. A call that reached the
 * sidecar in an earlier test belongs to that one, however late it ends. What the application sends only now, such as
 * a retry or a {@code sendAndForget} that an earlier test did not wait for, cannot be told from the calls of this test.
 * <p>
 * <b>Parallel tests.</b> Forks and builds that run at once have sidecars of their own, on ports of their own. Within one JVM,
 * Quarkus does not support tests that run concurrently, so neither does this class from one test method to another: a test that
 * begins while another one is in progress fails. Threads of one test may share it; their calls are best told apart by a header,
 * see {@link CallCriteria#whereHeader}.
 */
public final class DaprSidecar {

    private final SidecarControl control;
    private final JsonBodies json = new JsonBodies();

    DaprSidecar(SidecarControl control) {
        this.control = control;
    }

    /**
     * Answers calls. If several stubs match a call, the one that was made last answers it.
     *
     * @param appId the app ID that the application calls, not {@code null}
     * @param method the method that the application calls, not {@code null}
     * @return a stub that takes effect with its first response
     * @throws IllegalArgumentException if the method has a query
     */
    @CheckReturnValue
    public DaprStub on(String appId, String method) {
        return new DaprStub(control, json, new Target(appId, method));
    }

    /**
     * Verifies which calls have been received since the test began.
     *
     * @param appId the app ID that was to be called, not {@code null}
     * @param method the method that was to be called, not {@code null}
     * @return a verification, which verifies nothing until it is told how many calls there should be
     * @throws IllegalArgumentException if the method has a query
     */
    @CheckReturnValue
    public DaprVerification verify(String appId, String method) {
        return new DaprVerification(control, json, new Target(appId, method));
    }

    /**
     * @param appId the app ID that was called, not {@code null}
     * @param method the method that was called, not {@code null}
     * @return the calls that have been received since the test began, in the order of their arrival; may be empty
     * @throws IllegalArgumentException if the method has a query
     */
    public List<ReceivedCall> calls(String appId, String method) {
        Target target = new Target(appId, method);
        return control.calls().stream().map(call -> new ReceivedCall(call, json)).filter(target::matches).toList();
    }

    /**
     * Writes all calls that have been received since the test began as Java code that stubs them, to be pasted into a test:
     * run a test once against a real application, and replay what it answered from then on. The code has a stub for each
     * distinct request, with the responses in their order. It chooses by verb, content type, query and body. Of the headers,
     * the
     * responses have content type and content encoding only, because others might be secret. A call that cannot be written,
     * such
     * as one that was not answered, becomes a comment.
     * <p>
     * <b>The code holds queries and bodies as they are.</b> Look for secrets before it is committed.
     *
     * @return the code, which expects this in a variable {@code sidecar}; empty if there was no call
     */
    public String asStubs() {
        return new StubCode(json).of(control.exchanges());
    }
}
