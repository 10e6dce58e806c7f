package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;

/**
 * A call can bring its target along, so what is made of it has limits.
 */
class TargetLimitsTest {

    private static final String PLACEHOLDERS = "an app ID, a method name, a verb and the value of a header or a query parameter "
            + "can have at most 64 placeholders each";
    private static final String NAME = "the name of a placeholder can have at most 100 characters";
    private static final String LENGTH = "a target can have at most 65536 characters, encoded and with its query";
    private static final int LIMIT = 65536;

    private static final TargetTemplate SHOP = TargetTemplate.of("", "shop", "m", "POST");

    static Stream<Arguments> targetsBeyondTheLimits() {
        String value = "x".repeat(3000);
        return Stream.of(
                Arguments.of(null, "{id}/".repeat(64) + "{id}", null, "1", PLACEHOLDERS),
                Arguments.of("{id}".repeat(65), null, null, "1", PLACEHOLDERS),
                Arguments.of(null, null, "{id}".repeat(65), "1", PLACEHOLDERS),
                Arguments.of(null, "{id}".repeat(100_000), null, "1", LENGTH),
                Arguments.of(null, "{" + "n".repeat(101) + "}", null, "1", NAME),
                Arguments.of(null, "{id}".repeat(64), null, value, LENGTH),
                Arguments.of("{id}".repeat(64), null, null, value, LENGTH),
                Arguments.of(null, null, "{id}".repeat(64), value, LENGTH),
                Arguments.of(null, "{id}", null, "x".repeat(LIMIT), LENGTH),
                // Each takes nine characters
                Arguments.of(null, "{id}", null, "\u20ac".repeat(LIMIT / 9), LENGTH),
                Arguments.of("a".repeat(LIMIT), null, null, "1", LENGTH),
                Arguments.of(null, "m".repeat(LIMIT), null, "1", LENGTH),
                Arguments.of(null, "m?" + "q".repeat(LIMIT), null, "1", LENGTH),
                Arguments.of(null, "m?" + "\u20ac".repeat(LIMIT / 9 + 1), null, "1", LENGTH));
    }

    @ParameterizedTest
    @MethodSource("targetsBeyondTheLimits")
    void areRefusedWithoutBeingRepeated(String appId, String methodName, String httpVerb, String value, String rule) {
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> SHOP.with(appId, methodName, httpVerb).resolve(name -> value))
                .withMessage("The target of the call is invalid: " + rule);
    }

    @Test
    void holdForDeclaredTargets() {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkMethodName("{id}/".repeat(65)))
                .withMessage(PLACEHOLDERS);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId("a".repeat(LIMIT + 1)))
                .withMessage(LENGTH);
    }

    @Test
    void holdForTheQueryOfACall() {
        ResolvedTarget target = SHOP.resolve(name -> null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target.withQuery(List.of(new Parameter("a", "\u20ac".repeat(LIMIT / 9)))))
                .withMessage(LENGTH);
    }

    @Test
    void leaveRoomForWhatFits() {
        String begin = "/v1.0/invoke/shop/method/";
        assertThat(SHOP.with(null, "{id}".repeat(64), null).resolve(name -> "x".repeat(1000)).uri())
                .isEqualTo(begin + "x".repeat(64_000));
        assertThat(SHOP.with(null, "{id}", null).resolve(name -> "x".repeat(LIMIT - begin.length())).uri()).hasSize(LIMIT);
        // As many characters that take nine as there is room for, and one that takes one for each that is left
        int room = LIMIT - begin.length();
        String encoded = "\u20ac".repeat(room / 9) + "x".repeat(room % 9);
        assertThat(SHOP.with(null, "{id}", null).resolve(name -> encoded).uri()).hasSize(LIMIT);
        assertThat(SHOP.with(null, "{" + "n".repeat(100) + "}", null).resolve(name -> "1").uri()).isEqualTo(begin + "1");
    }

    @Test
    void holdForTargetsThatAreEncodedAlready() {
        TargetTemplate template = TargetTemplate.of("", "shop", "/", "POST");
        ResolvedTarget root = template.resolve(name -> null);
        String longest = root.uri() + "x".repeat(LIMIT - root.uri().length());
        assertThat(ResolvedTarget.encoded(template, root, "GET", longest).uri()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> ResolvedTarget.encoded(template, root, "GET", longest + "x"))
                .withMessage(LENGTH);
    }
}
