package io.quarkiverse.daprinvoke.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * Metrics and traces keep neither many nor long names of targets that calls bring along.
 */
class TargetLabelsTest {

    private static final String LONG = "x".repeat(201);

    private final TargetTemplate template = TargetTemplate.of("", "shop", "m" + LONG, "POST");
    private final TargetLabels outlines = new TargetLabels();

    private String of(String appId, String methodName) {
        return outlines.of(template.with(appId, methodName, null).resolve(name -> null)).toString();
    }

    @ParameterizedTest
    @CsvSource({
            "shop,   200, POST shop/",
            "shop,   201, POST shop/other",
            "shop, 60000, POST shop/other" })
    void aLongMethodNameIsOther(String appId, int length, String outline) {
        String methodName = "x".repeat(length);
        assertThat(of(appId, methodName)).isEqualTo(length > 200 ? outline : outline + methodName);
    }

    @Test
    void aLongAppIdIsOther() {
        assertThat(of(LONG, "create")).isEqualTo("POST other/create");
        assertThat(of(LONG, LONG)).isEqualTo("POST other/other");
    }

    @Test
    void whatIsDeclaredIsNot() {
        assertThat(of(null, null)).isEqualTo("POST shop/m" + LONG);
        assertThat(of("stock", null)).isEqualTo("POST stock/m" + LONG);
    }

    @Test
    void longNamesTakeNoPlaceOfShortOnes() {
        for (int i = 0; i < 200; i++) {
            of("shop", LONG + i);
        }
        assertThat(of("shop", "create")).isEqualTo("POST shop/create");
    }
}
