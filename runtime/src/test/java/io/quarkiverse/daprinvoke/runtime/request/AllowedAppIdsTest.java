package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;

/** An app ID that is not listed is not called, for any source of the app ID. */
class AllowedAppIdsTest {

    private static final AllowedAppIds ALLOWED = AllowedAppIds.of("the.property",
            List.of("orders", "stock.prod", "café", "http://h:1"));
    private static final String MESSAGE = "the app ID is not listed in the.property, so it must not be called; add it there to "
            + "allow it";

    @ParameterizedTest
    @ValueSource(strings = { "orders", "stock.prod", "café" })
    void whatIsListedIsCalled(String appId) {
        for (ResolvedTarget target : new ResolvedTarget[] {
                TargetTemplate.of("", appId, ALLOWED, "x", "POST").resolve(name -> null),
                TargetTemplate.of("", "{app}", ALLOWED, "x", "POST").resolve(name -> appId),
                TargetTemplate.of("", "orders", ALLOWED, "x", "POST").with(appId, null, null).resolve(name -> null),
                TargetTemplate.of("", "orders", ALLOWED, "x", "POST").with("{app}", null, null).resolve(name -> appId) }) {
            assertThat(target.describe().appId()).isEqualTo(appId);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "order", "orderss", "Orders", "ORDERS", "orders.prod", "stock", "stock.Prod", "stock.test",
            "cafe\u0301", "ｏrders", "the.property" })
    void whatIsNotListedIsRefused(String appId) {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", appId, ALLOWED, "x", "POST"))
                .withMessage(MESSAGE);
        assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.checkAppId(appId, ALLOWED)).withMessage(MESSAGE);
        TargetTemplate proxy = TargetTemplate.of("", "{app}", ALLOWED, "x/{app}", "POST");
        refused(() -> proxy.resolve(name -> appId), "{app}");
        refused(() -> proxy.with(null, "y", "get").resolve(name -> appId), "{app}");
        TargetTemplate literal = TargetTemplate.of("", "orders", ALLOWED, "x", "POST");
        refused(() -> literal.with(appId, null, null), "orders");
        refused(() -> literal.with("{app}", null, null).resolve(name -> appId), "{app}");
    }

    private static void refused(Runnable call, String declared) {
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(call::run)
                .withMessage("The target of the call is invalid: " + MESSAGE)
                .asInstanceOf(type(InvalidInvocationTargetException.class))
                .extracting(InvalidInvocationTargetException::appId).isEqualTo(declared);
    }

    @Test
    void whatIsNoAppIdIsRefusedForThat() {
        TargetTemplate proxy = TargetTemplate.of("", "{app}", ALLOWED, "x", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> proxy.resolve(name -> "a/b"))
                .withMessage("The target of the call is invalid: " + TargetSyntax.APP_ID_RULE);
    }

    @Test
    void aUrlIsListedLikeAnAppIdAndStillNeverComesFromACall() {
        assertThat(TargetTemplate.of("", "http://h:1", ALLOWED, "x", "POST").resolve(name -> null).describe().appId())
                .isEqualTo("http://h:1");
        for (String other : new String[] { "http://h", "http://h:2", "https://h:1", "http://H:1", "http://h:1/x" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> TargetTemplate.of("", other, ALLOWED, "x", "POST"))
                    .withMessage(MESSAGE);
        }
        TargetTemplate proxy = TargetTemplate.of("", "{app}", ALLOWED, "x", "POST");
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> proxy.resolve(name -> "http://h:1"))
                .withMessage("The target of the call is invalid: " + TargetSyntax.APP_ID_RULE);
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> proxy.with("http://h:1", null, null))
                .withMessage("The target of the call is invalid: " + TargetSyntax.APP_ID_RULE);
    }

    @Test
    void aTargetWithoutPlaceholdersIsStillResolvedOnce() {
        TargetTemplate template = TargetTemplate.of("", "orders", ALLOWED, "x", "POST");
        assertThat(template.resolve(name -> null)).isSameAs(template.resolve(name -> null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a/b       | an app ID must be a name, optionally followed by a dot
            a.b.c     | an app ID must be a name, optionally followed by a dot
            {app}     | a list of app IDs must not contain placeholders
            {         | a placeholder is malformed
            http://h/ | a URL in the place of an app ID must not end with a slash
            """)
    void aListHoldsAppIds(String entry, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> AllowedAppIds.of("p", List.of("orders", entry)))
                .withMessageStartingWith(message);
    }

    @Test
    void anEntryIsNoPattern() {
        TargetTemplate proxy = TargetTemplate.of("", "{app}", AllowedAppIds.of("the.property", List.of("*", "o*")), "x",
                "POST");
        refused(() -> proxy.resolve(name -> "orders"), "{app}");
    }
}
