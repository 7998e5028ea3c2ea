package dealflow.deal;

import dealflow.contract.deal.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The people who decide together on the customer's side (采购委员会): which roles have confirmed anything yet. */
public record BuyingCommittee(List<Person> people) {

    private static final Map<Person.BuyingRole, String> ZH = Map.of(
            Person.BuyingRole.DECIDER, "决策者",
            Person.BuyingRole.BUYER, "采购者",
            Person.BuyingRole.USER, "使用者",
            Person.BuyingRole.GATEKEEPER, "把关者",
            Person.BuyingRole.INFLUENCER, "影响者");

    /** Such as {@code a decider or a buyer}. */
    public static String anyOf(Collection<Person.BuyingRole> roles) {
        return roles.stream().map(BuyingCommittee::one).collect(Collectors.joining(" or "));
    }

    /** Who has been heard so far, and who of those who count has not. */
    public String heard(List<Person.BuyingRole> counting) {
        var heard = heard();
        var silent = counting.stream().filter(role -> !heard.contains(role)).toList();
        var so = heard.isEmpty()
                ? "None of the deal's people has confirmed anything yet"
                : "Confirmed so far by "
                        + heard.stream().map(BuyingCommittee::one).collect(Collectors.joining(" and "));
        return heard.isEmpty() || silent.isEmpty()
                ? so
                : "%s; the %s has confirmed nothing yet"
                        .formatted(
                                so, silent.stream().map(BuyingCommittee::name).collect(Collectors.joining(" or the ")));
    }

    /** The same in Chinese. */
    public String heardInChinese(List<Person.BuyingRole> counting) {
        var heard = heard();
        var silent = counting.stream().filter(role -> !heard.contains(role)).toList();
        if (heard.isEmpty()) {
            return "客户方尚无人确认";
        }
        var so = "已确认:" + names(heard);
        return silent.isEmpty() ? so : so + ";尚未确认:" + names(silent);
    }

    private static String names(List<Person.BuyingRole> roles) {
        return roles.stream().map(ZH::get).collect(Collectors.joining("、"));
    }

    private List<Person.BuyingRole> heard() {
        return people.stream()
                .filter(person -> person.confirmedAt() != null)
                .map(Person::role)
                .distinct()
                .sorted()
                .toList();
    }

    private static String one(Person.BuyingRole role) {
        return (role == Person.BuyingRole.INFLUENCER ? "an " : "a ") + name(role);
    }

    private static String name(Person.BuyingRole role) {
        return role.name().toLowerCase();
    }
}
