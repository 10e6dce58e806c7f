package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonScannerTest {

    /** The bytes around the value would be read as UTF-16. */
    @ParameterizedTest
    @CsvSource({ "'',true", "1,true", "12,true", "\\0,false", "1\\0,false", "12\\0,true", "\\377\\376,false",
            "\\357\\273\\2771,false", "\\3562,true" })
    void onlyTheBytesOfTheValueTellItsEncoding(String value, boolean utf8) {
        byte[] bytes = Cuts.bytes("\0\0" + value.translateEscapes() + "\0\0");
        assertThat(JsonScanner.isReadAsUtf8(bytes, 2, bytes.length - 2)).isEqualTo(utf8);
    }
}
