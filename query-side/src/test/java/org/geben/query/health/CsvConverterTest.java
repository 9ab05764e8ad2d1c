package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvConverterTest {
    @Test
    void quotesWhatWouldBeTakenForSeveralCells() {
        assertThat(text("a,b", "say \"hi\"", "two\nlines", null, "plain"))
                .isEqualTo("first,second\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,plain\r\n");
    }

    @Test
    void textsAreNeverFormulas() {
        assertThat(text("=1+1", "+1", "-1", "@SUM(A1)", "\tx"))
                .isEqualTo("first,second\r\n'=1+1,'+1,'-1,'@SUM(A1),'\tx\r\n");
        assertThat(text("=\"x\"")).isEqualTo("first,second\r\n\"'=\"\"x\"\"\"\r\n");
    }

    @Test
    void numbersAreLeftAsTheyAre() {
        assertThat(text(-0.5, 7L, 1200.0)).isEqualTo("first,second\r\n-0.5,7,1200.0\r\n");
    }

    private static String text(@Nullable Object... cells) {
        return CsvConverter.text(new Tabular() {
            @Override
            public List<String> header() {
                return List.of("first", "second");
            }

            @Override
            public List<List<?>> rows() {
                return List.of(Arrays.asList(cells));
            }
        });
    }
}
