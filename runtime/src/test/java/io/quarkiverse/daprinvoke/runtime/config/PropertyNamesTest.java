package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyNamesTest {

    @Test
    void onlyLettersAndDigitsOfAsciiRemain() {
        assertThat(PropertyNames.letters("/0189:@AMZ[`amz{\u00e9\u0660")).isEqualTo("0189AMZAMZ");
    }

    @ParameterizedTest
    @CsvSource({ "quarkus.dapr-invoke.x,true", "QUARKUS_DAPR_INVOKE_X,true", "quarkus.dapr-invoke,true",
            "quarkus.dapr-invok,false", "quarkus.dapr-invokx,false", ".quarkus.dapr-invoke,true", "'',false" })
    void namesAreComparedByTheirLetters(String name, boolean starts) {
        assertThat(PropertyNames.startWith(name, "QUARKUSDAPRINVOKE")).isEqualTo(starts);
    }

    @ParameterizedTest
    @CsvSource({ "A_B,a.b,true", "A__B__,a.\"b\",true", "A__B_,a.\"b\",true", "A__B,a.\"b\",false", "A_,a.b,false",
            "A_B_,a.b-,true", "A_B,a.b-,false" })
    void aVariableStandsForNamesThatDifferInPunctuation(String variable, String name, boolean stands) {
        assertThat(PropertyNames.isVariableOf(variable, name)).isEqualTo(stands);
    }
}
