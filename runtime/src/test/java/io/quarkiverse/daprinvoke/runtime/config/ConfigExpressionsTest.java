package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.NoSuchElementException;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ConfigExpressionsTest {

    private static final Config CONFIG = new SmallRyeConfigBuilder().addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(Map.of("app", "orders", "app.stage", "test", "prefix", "v1", "indirect",
                    "${app}-x", "blank", "", "spaced", "a b"), "test", 100))
            .build();

    @ParameterizedTest
    @ValueSource(strings = { "", "orders", "{appId}", "v1/{id}", "$", "$$", "a$b", "a$$b", "$ {app}", "$}", "{$app}", " a " })
    void textWithoutExpressionsStaysAsItIs(String text) {
        assertThat(ConfigExpressions.isExpression(text)).isFalse();
        assertThat(ConfigExpressions.resolve(text, CONFIG)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${app}                    | orders
            ${app.stage}              | test
            ${app}.${app.stage}       | orders.test
            ${indirect}               | orders-x
            x${app}y                  | xordersy
            ${prefix}/{id}            | v1/{id}
            {id}/${prefix}            | {id}/v1
            {id}/${prefix}/{id}       | {id}/v1/{id}
            ${missing:orders}         | orders
            ${app:other}              | orders
            ${missing:}               | ''
            x${missing:}y             | xy
            ${blank:orders}           | orders
            ${missing:${app}}         | orders
            ${missing:${gone:orders}} | orders
            ${missing:${gone:${app}}} | orders
            ${missing:x${app}y}       | xordersy
            ${missing:{appId}}        | {appId}
            ${missing:v1/{id}}/{x}    | v1/{id}/{x}
            ${missing:http://h:1/x}   | http://h:1/x
            ' ${app} '                | ' orders '
            '${missing: a }'          | ' a '
            ${spaced}                 | a b
            """)
    void expressionsAreReplacedAndTheRestStaysAsItIs(String text, String resolved) {
        assertThat(ConfigExpressions.isExpression(text)).isTrue();
        assertThat(ConfigExpressions.resolve(text, CONFIG)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $${app}      | ${app}
            $${app}${app}| ${app}orders
            $$/${app}    | $/orders
            a$$b/${app}  | a$b/orders
            ${app}$$     | orders$
            """)
    void aDollarBesideAnExpressionIsEscapedWithAnother(String text, String resolved) {
        assertThat(ConfigExpressions.resolve(text, CONFIG)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({ "${missing},missing", "x${missing.too}y,missing.too", "${app}${missing},missing", "${gone:${missing}},missing",
            "${blank},blank" })
    void aPropertyWithoutValueAndDefaultIsNamed(String text, String property) {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> ConfigExpressions.resolve(text, CONFIG))
                .withMessage("the property " + property + " is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = { "${app", "${", "${missing:${app}", "a$b/${app}", "${app}$" })
    void aMalformedExpressionIsAnError(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConfigExpressions.resolve(text, CONFIG));
    }
}
