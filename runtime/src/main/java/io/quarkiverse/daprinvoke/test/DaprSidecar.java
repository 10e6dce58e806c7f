package io.quarkiverse.daprinvoke.test;

import java.util.List;

import io.smallrye.common.annotation.CheckReturnValue;

/**
 * The sidecar of a test. It responds to the calls of the application as the test specifies, and verifies which calls it
 * received:
 *
 * <pre>
 * {@literal @}InjectDaprSidecar
 * DaprSidecar sidecar;
 *
 * {@literal @}Test
 * void ordersAreCreated() {
 *     sidecar.on("orders", "create").reply(201, new Receipt("r-1"));
 *     given().body("{...}").post("/checkout").then().statusCode(200);
 *     sidecar.verify("orders", "create").once().withHeader("x-tenant", "acme").withJson(new Order("o-1"));
 * }
 * </pre>
 *
 * It works in the same way in a {@code @QuarkusTest} and a {@code @QuarkusIntegrationTest}, in JVM and native mode. It controls
 * the in-process sidecar that the extension starts in test mode, outside of the application. It cannot control {@code daprd},
 * so {@code quarkus.dapr-invoke.devservices.mode} must be {@code auto} (the default) or {@code in-process} in tests. A call
 * that no stub matches goes to an application that is configured for Dev Services, or back to the application itself. It is
 * recorded like other calls.
 * <p>
 * <b>App IDs and methods</b> are decoded. The method is the path after {@code /method/}, with the values of placeholders and
 * without the query, for example {@code stock/green tea}. A leading slash is ignored. A part in braces matches any text without
 * a slash: {@code stock/{item}} matches all items.
 * <p>
 * <b>Isolation.</b> Stubs and recorded calls are removed before and after each test method. A call that reached the sidecar
 * during an earlier test belongs to that test, even if it ends later. A call that the application sends only now belongs to
 * this test, even if an earlier test caused it, for example a retry or a {@code sendAndForget} that the earlier test did not
 * wait for.
 * <p>
 * <b>Parallel tests.</b> Forks and concurrent builds have separate sidecars on separate ports. Quarkus does not support
 * concurrent tests in one JVM, and neither does this class: a test that begins during another test fails. The threads of one
 * test can share it. Use a header to distinguish their calls, see {@link CallCriteria#whereHeader}.
 */
public final class DaprSidecar {

    private final SidecarControl control;
    private final JsonBodies json = new JsonBodies();

    DaprSidecar(SidecarControl control) {
        this.control = control;
    }

    /**
     * Stubs the responses to calls. If several stubs match a call, the stub that was created last responds.
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
     * Verifies the calls that were received since the test began.
     *
     * @param appId the expected app ID, not {@code null}
     * @param method the expected method, not {@code null}
     * @return a verification, which verifies nothing before {@code once()}, {@code times(..)}, {@code atLeastOnce()} or
     *         {@code never()}
     * @throws IllegalArgumentException if the method has a query
     */
    @CheckReturnValue
    public DaprVerification verify(String appId, String method) {
        return new DaprVerification(control, json, new Target(appId, method));
    }

    /**
     * @param appId the app ID that was called, not {@code null}
     * @param method the method that was called, not {@code null}
     * @return the calls that were received since the test began, in the order of their arrival; can be empty
     * @throws IllegalArgumentException if the method has a query
     */
    public List<ReceivedCall> calls(String appId, String method) {
        Target target = new Target(appId, method);
        return control.calls().stream().map(call -> new ReceivedCall(call, json)).filter(target::matches).toList();
    }

    /**
     * Writes all calls since the test began as Java code that stubs them. Run a test once against a real application, and paste
     * the code into the test. The code has one stub for each distinct request, with the responses in their order. A stub
     * matches verb, content type, query and body. The responses have the headers content type and content encoding only,
     * because other headers might be secret. A call that cannot be written becomes a comment, for example a call without a
     * response.
     * <p>
     * <b>The code contains queries and bodies unchanged.</b> Check it for secrets before you commit it.
     *
     * @return the code, which expects this object in a variable {@code sidecar}; empty if there was no call
     */
    public String asStubs() {
        return new StubCode(json).of(control.exchanges());
    }
}
