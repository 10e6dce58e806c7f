package io.quarkiverse.daprinvoke.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @ValueSource(strings = { "", "orders", "a/b", "$", "a$b", "100%", " " })
    void textWithoutBracesIsLiteral(String text) {
        Template template = Template.parse(text);
        assertThat(template.isLiteral()).isTrue();
        assertThat(template.text()).isEqualTo(text);
        assertThat(template.literals()).containsExactly(text);
        assertThat(template.names()).isEmpty();
    }

    @Test
    void aPlaceholderStandsBetweenTwoLiteralsThatMayBeEmpty() {
        Template template = Template.parse("{id}");
        assertThat(template.isLiteral()).isFalse();
        assertThat(template.literals()).containsExactly("", "");
        assertThat(template.names()).containsExactly("id");
    }

    @Test
    void placeholdersKeepTheirOrderAndMayRepeat() {
        Template template = Template.parse("a/{x}-{y}/{x}b");
        assertThat(template.text()).isEqualTo("a/{x}-{y}/{x}b");
        assertThat(template.literals()).containsExactly("a/", "-", "/", "b");
        assertThat(template.names()).containsExactly("x", "y", "x");
    }

    @Test
    void placeholdersMayTouchEachOther() {
        Template template = Template.parse("{x}{y}");
        assertThat(template.literals()).containsExactly("", "", "");
        assertThat(template.names()).containsExactly("x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = { "id", "order-id", "order_id", "order.id", "ID7", "7", "größe" })
    void namesConsistOfLettersDigitsAndSomeSigns(String name) {
        assertThat(Template.parse("{" + name + "}").names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{id", "a{", "{a}{b", "{" })
    void anOpenBraceNeedsAClosingOne(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse(text))
                .withMessage("a placeholder is malformed: a '{' has no '}' after it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "id}", "}", "{a}}", "}{a}", "{a}b}c{d}" })
    void aClosingBraceNeedsAnOpenOne(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse(text))
                .withMessage("a placeholder is malformed: a '}' has no '{' before it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{ id}", "{id }", "{id:[0-9]+}", "{id:x}", "{a/b}", "{{id}}", "{a{b}", "{a%b}", "{a?}" })
    void aPlaceholderNeedsAProperName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Template.parse(text))
                .withMessage("a placeholder is malformed: between '{' and '}' there must be a name of letters, digits, '_', "
                        + "'-' and '.', without a regular expression");
    }
}
