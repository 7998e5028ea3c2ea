package dealflow.deal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nordlys AS|nordlys",
                "NORDLYS A/S|nordlys",
                "ＮＯＲＤＬＹＳ　ＡＳ|nordlys",
                "Nordlys|nordlys",
                "Shenzhen Bright Co., Ltd.|shenzhen bright",
                "Shenzhen Bright Co.,Ltd|shenzhen bright",
                "Müller & Söhne GmbH & Co. KG|müller söhne",
                "Lampes Dupont S.A.R.L.|lampes dupont",
                "Industrie Rossi S.p.A.|industrie rossi",
                "ООО Ромашка|ромашка",
                "上海光明灯具有限公司|上海光明灯具",
                "上海光明灯具股份有限公司|上海光明灯具",
                "株式会社ヤマダ|ヤマダ",
                "㈱ヤマダ|ヤマダ",
                "삼성전자 주식회사|삼성전자",
                "Ltd|ltd",
                "有限公司|有限公司",
                "!!!|!!!",
                "O'Brien Holdings plc|obrien holdings",
            })
    void isTheSameHoweverItIsWritten(String name, String folded) {
        assertThat(FoldedName.of(name)).isEqualTo(folded);
        assertThat(FoldedName.of(folded)).as("once folded it stays").isEqualTo(folded);
    }

    @Test
    void whatIsNoFormStays() {
        assertThat(FoldedName.of("Co-op Nord")).isEqualTo("co op nord");
        assertThat(FoldedName.of("Åse")).isNotEqualTo(FoldedName.of("Ase"));
    }

    @Test
    void fitsAnIndexWhateverTheWidthMakesOfIt() {
        assertThat(FoldedName.of("ﷺ".repeat(200)).codePoints().count()).isLessThanOrEqualTo(300);
    }
}
