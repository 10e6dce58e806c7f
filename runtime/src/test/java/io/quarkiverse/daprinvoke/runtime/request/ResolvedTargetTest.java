package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

class ResolvedTargetTest {

    @Test
    void withoutQueryParametersItStaysWhatItIs() {
        ResolvedTarget target = target("orders", "create?x=1");
        assertThat(target.withQuery(List.of())).isSameAs(target);
    }

    @Test
    void appendsQueryParametersInTheirOrderAndKeepsRepeatedNames() {
        ResolvedTarget target = target("orders", "create")
                .withQuery(List.of(new Parameter("b", "1"), new Parameter("a", "2"), new Parameter("b", "3")));
        assertThat(target.uri()).isEqualTo("/v1.0/invoke/orders/method/create?b=1&a=2&b=3");
    }

    @Test
    void appendsQueryParametersBehindTheQueryOfTheMethodName() {
        ResolvedTarget target = target("orders", "create?x=1").withQuery(List.of(new Parameter("y", "2")));
        assertThat(target.uri()).isEqualTo("/v1.0/invoke/orders/method/create?x=1&y=2");
        assertThat(target.withQuery(List.of(new Parameter("z", "3"))).uri())
                .isEqualTo("/v1.0/invoke/orders/method/create?x=1&y=2&z=3");
    }

    @Test
    void knowsItsQuery() {
        assertThat(target("orders", "create").query()).isNull();
        assertThat(target("orders", "create?x=1&y=2").query()).isEqualTo("x=1&y=2");
    }

    @Test
    void encodesNamesAndValuesOfQueryParameters() {
        ResolvedTarget target = target("orders", "create")
                .withQuery(
                        List.of(new Parameter("a&b=c", "1+1=2 & more #?"), new Parameter("é", ""), new Parameter("p", "%20")));
        assertThat(target.uri()).isEqualTo(
                "/v1.0/invoke/orders/method/create?a%26b%3Dc=1%2B1%3D2%20%26%20more%20%23%3F&%C3%A9=&p=%2520");
    }

    @Test
    void refusesQueryParametersThatAreNoText() {
        ResolvedTarget target = target("orders", "create");
        assertThatIllegalArgumentException().isThrownBy(() -> target.withQuery(List.of(new Parameter("a", "\uD83D"))))
                .withMessage("a query parameter must be well-formed Unicode text");
        assertThatIllegalArgumentException().isThrownBy(() -> target.withQuery(List.of(new Parameter("\uDE00", "a"))))
                .withMessage("a query parameter must be well-formed Unicode text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders  | create               | create
            orders  | /create              | create
            orders  | /                    | ''
            app.ns  | a b/c+d/é            | a b/c+d/é
            café    | create?secret=1      | create
            method  | method/method        | method/method
            invoke  | v1.0/invoke/x/method/y | v1.0/invoke/x/method/y
            """)
    void describesItselfDecodedAndWithoutItsQuery(String appId, String methodName, String described) {
        InvocationTarget target = target(appId, methodName).withQuery(List.of(new Parameter("token", "1"))).describe();
        assertThat(target).isEqualTo(new InvocationTarget(appId, described, "POST"));
    }

    @Test
    void describesATargetBelowABasePathThatLooksLikeTheApi() {
        ResolvedTarget target = TargetTemplate.of("/v1.0/invoke/gateway/method/x", "orders", "create", "put")
                .resolve(name -> null);
        assertThat(target.describe()).isEqualTo(new InvocationTarget("orders", "create", "PUT"));
    }

    private static ResolvedTarget target(String appId, String methodName) {
        return TargetTemplate.of("", appId, methodName, "POST").resolve(name -> null);
    }
}
