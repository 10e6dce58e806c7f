package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/plain                                             | text/plain        |
            Text/PLAIN ; charset=UTF-8                             | text/plain        | UTF-8
            text/plain;charset=latin1;charset=utf-8                | text/plain        | latin1
            text/plain;Charset="iso-8859-1"                        | text/plain        | iso-8859-1
            text/plain;charset="iso\\-8859-1"                       | text/plain        | iso-8859-1
            text/plain; charset = utf-8                            | text/plain        | utf-8
            text/plain;charset                                     | text/plain        |
            text/plain;charset=                                    | text/plain        | ``
            text/plain;charset=""                                  | text/plain        | ``
            text/plain;charset="                                   | text/plain        | "
            text/plain;;charset=utf-8;                             | text/plain        | utf-8
            text/plain;x-charset=utf-16                            | text/plain        |
            text/plain;charset*=utf-8''x                           | text/plain        |
            text/plain;a=charset=utf-16                            | text/plain        |
            text/plain;a="charset=utf-16"                          | text/plain        |
            text/plain;a=";charset=utf-16"                         | text/plain        |
            text/plain;a=";charset=utf-16";charset=utf-8           | text/plain        | utf-8
            text/plain;a="\\";charset=utf-16;\\"";charset=utf-8      | text/plain        | utf-8
            text/plain;a="\\\\";charset=utf-8                        | text/plain        | utf-8
            text/plain;a="never closed;charset=utf-16              | text/plain        |
            multipart/related; type="application/xop+xml"; start-info="text/xml;charset=utf-16"; boundary=x | multipart/related |
            ;charset=utf-8                                         | ``                | utf-8
            charset=utf-8                                          | charset=utf-8     |
            """)
    void knowsWhatIsQuoted(String header, String mediaType, String charset) {
        assertThat(ContentType.parse(header)).isEqualTo(new ContentType(mediaType, charset));
    }

    @Test
    void noHeaderSaysNothing() {
        assertThat(ContentType.parse(null)).isEqualTo(new ContentType("", null));
        assertThat(ContentType.parse("")).isEqualTo(new ContentType("", null));
    }
}
