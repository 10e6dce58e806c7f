package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * How targets are named in metrics, traces and the log.
 */
class OutlineTest {

    private static final AllowedAppIds LISTED = AllowedAppIds.of("allowed", List.of("v", "shop"));

    private static TargetTemplate template(String appId, AllowedAppIds allowed, String methodName, String verb) {
        return TargetTemplate.of("/base", appId, allowed, methodName, verb);
    }

    /** Every placeholder has the value v, apart from that of the verb. */
    private static ResolvedTarget resolve(TargetTemplate template) {
        return template.resolve(name -> name.equals("verb") ? "put" : "v");
    }

    @ParameterizedTest
    @CsvSource({
            "shop,                         create,        post,   POST shop/create,             POST shop/create",
            "shop,                         orders/{id}?a, Get,    GET shop/orders/{id},         GET shop/orders/{id}",
            "{app}-eu,                     m,             POST,   POST {app}-eu/m,              POST {app}-eu/m",
            "shop,                         m,             {verb}, PUT shop/m,                   {verb} shop/m",
            "shop,                         /,             POST,   POST shop/,                   POST shop/",
            "https://host.example/a/b,     m,             POST,   POST host.example:443/m,      POST host.example:443/m",
            "http://[::1]:8080,            m,             POST,   POST [::1]:8080/m,            POST [::1]:8080/m" })
    void hasPlaceholdersInsteadOfValues(String appId, String methodName, String verb, String resolved, String declared) {
        TargetTemplate template = template(appId, null, methodName, verb);
        assertThat(resolve(template).outline()).hasToString(resolved);
        assertThat(template.outline()).hasToString(declared);
    }

    @Test
    void isMadeOnceIfItIsAlwaysTheSame() {
        TargetTemplate template = template("{app}", null, "orders/{id}", "POST");
        assertThat(resolve(template).outline()).isSameAs(resolve(template).outline());
    }

    @Test
    void hasTheAppIdThatIsCalledIfOnlyListedOnesAre() {
        TargetTemplate template = template("{app}", LISTED, "m", "POST");
        assertThat(template.resolve(name -> "v").outline()).isEqualTo(new InvocationTarget("v", "m", "POST"));
        assertThat(template.resolve(name -> "shop").outline()).isEqualTo(new InvocationTarget("shop", "m", "POST"));
    }

    @Test
    void partsThatACallBringsAlongHaveNoBoundUnlessTheyAreListed() {
        TargetTemplate own = template("shop", null, "m", "POST");
        assertThat(own.hasUnboundedAppId() || own.hasUnboundedMethodName()).isFalse();
        TargetTemplate called = own.with("v", null, "PUT");
        assertThat(called.hasUnboundedAppId()).isTrue();
        assertThat(called.hasUnboundedMethodName()).isFalse();
        assertThat(resolve(called).outline()).hasToString("PUT v/m");
        assertThat(own.with(null, "n", null).hasUnboundedMethodName()).isTrue();
        assertThat(template("shop", LISTED, "m", "POST").with("v", null, null).hasUnboundedAppId()).isFalse();
    }

    @Test
    void aLineIsAsciiWithoutAQueryAndWithoutThePathOfAUrl() {
        TargetTemplate template = template("{app}", null, "a/{m}?k=secret", "post");
        ResolvedTarget target = template.resolve(name -> name.equals("app") ? "\u202e" : "\u00e9\u2028")
                .withQuery(List.of(new Parameter("q", "secret")));
        assertThat(target.toLine()).isEqualTo("POST %E2%80%AE/a/%C3%A9%E2%80%A8");
        assertThat(target.path()).isEqualTo("/base/v1.0/invoke/%E2%80%AE/method/a/%C3%A9%E2%80%A8");

        ResolvedTarget url = resolve(template("http://host.example/secret", null, "m", "post"));
        assertThat(url.toLine()).isEqualTo("POST host.example:80/m");
        assertThat(url.path()).isEqualTo("/base/v1.0/invoke/host.example:80/method/m");
        assertThat(url.describeWithoutUrl()).hasToString("POST host.example:80/m");
        assertThat(resolve(template).describeWithoutUrl()).hasToString("POST v/a/v");
    }
}
