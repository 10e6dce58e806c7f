package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.test.control.Criteria;

/**
 * The methods {@code where..} choose the same calls on a stub and on a verification.
 */
class WhereTest extends SidecarApiTestBase {

    record Sent(String verb, String pathAndQuery, String body, String... headers) {

        static Sent get(String pathAndQuery, String... headers) {
            return new Sent("GET", pathAndQuery, "", headers);
        }

        static Sent post(String body) {
            return new Sent("POST", "stock/tea", body, "content-type", "application/json");
        }
    }

    record Row(String name, String method, UnaryOperator<CallCriteria<?>> where, List<Sent> chosen, List<Sent> others) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        List<Sent> anything = List.of(Sent.get("stock/tea"), Sent.post("{}"));
        return Stream.of(
                new Row("nothing", "stock/tea", call -> call, anything, List.of(Sent.get("stock/Tea"), Sent.get("stock"))),
                new Row("pattern", "stock/{item}", call -> call,
                        List.of(Sent.get("stock/tea"), Sent.get("stock/green%20tea"), Sent.get("stock/caf%C3%A9?a=1"),
                                Sent.get("stock/%7Bitem%7D")),
                        List.of(Sent.get("stock"), Sent.get("stock/"), Sent.get("stock/tea/1"), Sent.get("stocks/tea"),
                                Sent.get("stock/tea%2F1"))),
                new Row("pattern with literals", "a.b/{item}/v{number}.json", call -> call,
                        List.of(Sent.get("a.b/tea/v12.json")),
                        List.of(Sent.get("a.b/tea/v.json"), Sent.get("aab/tea/v12.json"), Sent.get("a.b/tea/v12xjson"))),
                new Row("braces that are not a pattern", "stock/{tea", call -> call, List.of(Sent.get("stock/%7Btea")),
                        anything),
                new Row("verb", "stock/tea", call -> call.whereVerb("get"), List.of(Sent.get("stock/tea")),
                        List.of(Sent.post("{}"), new Sent("DELETE", "stock/tea", ""))),
                new Row("header", "stock/tea", call -> call.whereHeader("x-tenant", "acme"),
                        List.of(Sent.get("stock/tea", "X-Tenant", "acme"),
                                Sent.get("stock/tea", "x-tenant", "emca", "x-tenant", "acme")),
                        List.of(Sent.get("stock/tea"), Sent.get("stock/tea", "x-tenant", "Acme"),
                                Sent.get("stock/tea", "x-tenants", "acme"))),
                new Row("two headers", "stock/tea", call -> call.whereHeader("a", "1").whereHeader("a", "2"),
                        List.of(Sent.get("stock/tea", "a", "2", "a", "1")), List.of(Sent.get("stock/tea", "a", "2"))),
                new Row("query", "stock/tea", call -> call.whereQuery("q", "green tea"),
                        List.of(Sent.get("stock/tea?q=green%20tea"), Sent.get("stock/tea?q=green+tea"),
                                Sent.get("stock/tea?a=1&q=x&q=green%20tea&b"), Sent.get("stock/tea?%71=green%20tea")),
                        List.of(Sent.get("stock/tea"), Sent.get("stock/tea?q=green"), Sent.get("stock/tea?q=Green%20tea"),
                                Sent.get("stock/tea?Q=green%20tea"), Sent.get("stock/tea?q=green%2Btea"))),
                new Row("query with special characters", "stock/tea", call -> call.whereQuery("a;b", "1&2=3+\u20ac"),
                        List.of(Sent.get("stock/tea?a;b=1%262=3%2B%E2%82%AC")), anything),
                new Row("query without value", "stock/tea", call -> call.whereQuery("open", ""),
                        List.of(Sent.get("stock/tea?open"), Sent.get("stock/tea?x&open=")),
                        List.of(Sent.get("stock/tea?open=1"), Sent.get("stock/tea"))),
                new Row("JSON", "stock/tea", call -> call.whereJson("{\"a\":1,\"b\":[\"x\",null]}"),
                        List.of(Sent.post("{\"a\":1,\"b\":[\"x\",null]}"), Sent.post(" {\"b\":[\"x\",null], \"a\":1}\n")),
                        List.of(Sent.post(""), Sent.post("{"), Sent.post("{\"a\":1}"),
                                Sent.post("{\"a\":2,\"b\":[\"x\",null]}"),
                                Sent.post("{\"a\":1,\"b\":[null,\"x\"]}"), Sent.post("{\"a\":1,\"b\":[\"x\",null]} {}"))),
                new Row("JSON of a value", "stock/tea", call -> call.whereJson(Map.of("quantity", 3L)),
                        List.of(Sent.post("{\"quantity\":3}")), List.of(Sent.post("{\"quantity\":\"3\"}"))),
                new Row("text", "stock/tea", call -> call.whereText("caf\u00e9"), List.of(Sent.post("caf\u00e9")),
                        List.of(Sent.post("cafe"), Sent.post("caf\u00e9 "), Sent.post(""))),
                new Row("no text", "stock/tea", call -> call.whereText(""), List.of(Sent.get("stock/tea")),
                        List.of(Sent.post(" "))),
                new Row("predicate", "stock/{item}",
                        call -> call.where(sent -> sent.text().length() > 3).where(sent -> sent.method().endsWith("tea")),
                        List.of(Sent.post("long")), List.of(Sent.post("abc"), new Sent("POST", "stock/coffee", "long"))),
                new Row("all of these", "stock/{item}",
                        call -> call.whereVerb("POST").whereHeader("content-type", "application/json").whereText("{}"),
                        List.of(Sent.post("{}")), List.of(Sent.post("[]"), new Sent("PUT", "stock/tea", "{}"))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStubAndAVerificationChooseTheSameCalls(Row row) {
        ((DaprStub) row.where.apply(sidecar.on("orders", row.method))).reply(201);

        for (Sent sent : row.chosen) {
            assertThat(status(sent)).as(sent.toString()).isEqualTo(201);
        }
        for (Sent sent : row.others) {
            assertThat(status(sent)).as(sent.toString()).isEqualTo(500);
        }
        ((DaprVerification) row.where.apply(sidecar.verify("orders", row.method))).times(row.chosen.size());
        control.endTest();
    }

    @Test
    void theAnswerSaysThatStubsDoNotChooseTheCall() {
        String hint = "The test has stubs for this method, but none matches this call: compare their where..";
        assertThat(call("GET", "stock/tea?page=3", "").body()).doesNotContain(hint);
        sidecar.on("orders", "stock/{item}").whereQuery("page", "2").reply(201);
        sidecar.on("orders", "stock/coffee").whereText("x").reply(201);

        assertThat(call("GET", "stock/tea?page=3", "").body()).contains(hint);
        assertThat(call("POST", "stock/coffee", "y").body()).contains(hint);
        assertThat(call("GET", "stocks", "").body()).doesNotContain(hint);
    }

    private int status(Sent sent) {
        return call(sent.verb, sent.pathAndQuery, sent.body, sent.headers).statusCode();
    }

    @Test
    void theLatestOfTheStubsThatMatchAnswers() {
        sidecar.on("orders", "{any}").reply(201);
        sidecar.on("orders", "create").whereText("a").reply(202);
        sidecar.on("orders", "create").whereText("b").reply(203).then().reply(206);
        sidecar.on("orders", "create").whereHeader("x", "1").reply(207);

        assertThat(call("POST", "create", "c").statusCode()).isEqualTo(201);
        assertThat(call("POST", "create", "a").statusCode()).isEqualTo(202);
        assertThat(call("POST", "create", "b").statusCode()).isEqualTo(203);
        assertThat(call("POST", "create", "b").statusCode()).isEqualTo(206);
        assertThat(call("POST", "create", "b", "x", "1").statusCode()).isEqualTo(207);
        sidecar.on("orders", "create").reply(208);
        assertThat(call("POST", "create", "b").statusCode()).isEqualTo(208);
    }

    @Test
    void aPatternAlsoFindsCalls() {
        sidecar.on("orders", "stock/{item}").reply(201);
        call("GET", "stock/tea", "");
        call("GET", "stock/coffee?q=a%20b&q=c", "");

        assertThat(sidecar.calls("orders", "stock/{item}")).extracting(ReceivedCall::method).containsExactly("stock/tea",
                "stock/coffee");
        assertThat(sidecar.calls("orders", "stock/coffee").get(0).queryValues("q")).containsExactly("a b", "c");
        assertThat(sidecar.calls("orders", "stock/tea").get(0).queryValues("q")).isEmpty();
    }

    @Test
    void aQueryParameterIsAsserted() {
        sidecar.on("orders", "stock").reply(201);
        call("GET", "stock?q=green%20tea", "");

        VerifiedCalls calls = sidecar.verify("orders", "stock").once().withQuery("q", "green tea");
        assertThatThrownBy(() -> calls.withQuery("q", "tea")).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Call 1 does not match: the query is \"q=green%20tea\", without \"tea\" as \"q\".");
    }

    @Test
    void aQueryThatCannotBeDecodedHasNoParameters() {
        assertThat(Criteria.parameters("q=%zz")).isEmpty();
    }

    @Test
    void whatCannotBeChosenIsRefused() {
        for (CallCriteria<?> calls : List.of(sidecar.on("orders", "create"), sidecar.verify("orders", "create"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> calls.whereHeader("Dapr-Api-Token", "x"))
                    .withMessage("Calls cannot be matched by dapr-api-token, because it is not recorded");
            assertThatIllegalArgumentException().isThrownBy(() -> calls.whereJson("{"))
                    .withMessage("The expected text is not JSON");
        }
        DaprStub answering = sidecar.on("orders", "create").reply(201).then();
        for (Runnable tooLate : List.<Runnable> of(() -> answering.whereVerb("GET"), () -> answering.whereHeader("a", "b"),
                () -> answering.whereQuery("a", "b"), () -> answering.whereJson("{}"), () -> answering.whereText("a"),
                () -> answering.where(call -> true))) {
            assertThatThrownBy(tooLate::run).isInstanceOf(IllegalStateException.class)
                    .hasMessage("Set the criteria of the stub before its first response");
        }
    }

    @Test
    void aPredicateThatThrowsFailsTheCallAndTheTest() {
        sidecar.on("orders", "create").reply(201);
        sidecar.on("orders", "create").where(call -> call.json(Integer.class) > 3).reply(202);

        assertThat(call("POST", "create", "4").statusCode()).isEqualTo(202);
        assertThat(call("POST", "create", "3").statusCode()).isEqualTo(201);
        assertThat(call("POST", "create", "no JSON")).satisfies(reply -> {
            assertThat(reply.statusCode()).isEqualTo(500);
            assertThat(reply.body()).contains("ERR_STUB").doesNotContain("no JSON");
        });
        assertThatThrownBy(control::endTest).isInstanceOf(AssertionError.class)
                .hasMessageContaining("A function of a stub failed").hasCauseInstanceOf(IllegalStateException.class);
    }
}
