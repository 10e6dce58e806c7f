package io.quarkiverse.daprinvoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

/**
 * A literal is equal to the annotation with the same members.
 */
class DaprInvokeLiteralTest {

    @DaprInvoke
    private Object defaults;

    @DaprInvoke(name = "a", appId = "b", methodName = "c", httpVerb = "d", contentType = "e", daprAddress = "f", notFoundIsEmpty = true)
    private Object all;

    private static DaprInvoke declared(String field) throws NoSuchFieldException {
        return DaprInvokeLiteralTest.class.getDeclaredField(field).getAnnotation(DaprInvoke.class);
    }

    private static DaprInvoke.Literal.Builder builder() {
        return DaprInvoke.Literal.builder().name("a").appId("b").methodName("c").httpVerb("d").contentType("e").daprAddress("f")
                .notFoundIsEmpty(true);
    }

    @Test
    void hasTheDefaultsOfTheAnnotation() throws NoSuchFieldException {
        DaprInvoke.Literal literal = DaprInvoke.Literal.builder().build();
        assertThat(literal).isEqualTo(declared("defaults")).hasSameHashCodeAs(declared("defaults"));
        assertThat(declared("defaults")).isEqualTo(literal);
    }

    @Test
    void hasEachMemberThatIsSet() throws NoSuchFieldException {
        DaprInvoke.Literal literal = builder().build();
        assertThat(literal).isEqualTo(declared("all")).hasSameHashCodeAs(declared("all"));
        assertThat(declared("all")).isEqualTo(literal);
        assertThat(literal).isNotEqualTo(builder().name("").build()).isNotEqualTo(builder().notFoundIsEmpty(false).build());
    }

    @Test
    void cannotBeChanged() {
        DaprInvoke.Literal.Builder builder = builder();
        DaprInvoke.Literal literal = builder.build();
        builder.name("changed");
        assertThat(literal.name()).isEqualTo("a");
        assertThat(literal.headers()).isEmpty();
    }

    @Test
    void noMemberIsNull() {
        assertThatNullPointerException().isThrownBy(() -> builder().appId(null)).withMessage("appId");
        assertThatNullPointerException().isThrownBy(() -> builder().name(null)).withMessage("name");
    }
}
