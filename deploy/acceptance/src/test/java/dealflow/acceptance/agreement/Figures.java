package dealflow.acceptance.agreement;

import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts and amounts out of answers, each written as {@code 3/1200.00}, so that those of two services can be compared. */
final class Figures {

    private Figures() {}

    /** One number of each row of a list, by what tells the rows apart; rows that count nothing are left out. */
    static Map<String, String> of(JsonPath answer, String rows, String key, String number) {
        var figures = new LinkedHashMap<String, String>();
        for (var i = 0; i < answer.getList(rows).size(); i++) {
            var row = rows + "[" + i + "].";
            var figure = at(answer, row + number);
            if (count(figure) != 0) {
                figures.put(answer.getString(row + key), figure);
            }
        }
        return figures;
    }

    static String at(JsonPath answer, String path) {
        return of(answer.get(path + ".count"), answer.get(path + ".amount"));
    }

    static String of(Object count, Object amount) {
        return count + "/" + new BigDecimal(amount.toString()).setScale(2);
    }

    static int count(String figure) {
        return Integer.parseInt(figure.substring(0, figure.indexOf('/')));
    }

    static String sum(Collection<String> figures) {
        var count = 0;
        var amount = BigDecimal.ZERO;
        for (var figure : figures) {
            count += count(figure);
            amount = amount.add(new BigDecimal(figure.substring(figure.indexOf('/') + 1)));
        }
        return of(count, amount);
    }
}
